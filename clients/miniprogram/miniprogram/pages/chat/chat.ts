import type { Citation } from '../../generated/turn';
import type { Rating, Reason } from '../../services/api';
import { callHotline, copyCitation, open, readCitation, tellError, title } from '../../services/pages';
import { degraded, progressIn } from '../../services/presentation';
import { services } from '../../services/services';
import type { Snapshot, Spoken } from '../../services/snapshot';
import { words } from '../../words';

type Said = WechatMiniprogram.CustomEvent<{ text: string }>;
type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;
type Cited = WechatMiniprogram.CustomEvent<{ citation: Citation }>;
type Rated = WechatMiniprogram.CustomEvent<{ id: string; rating: Rating; reason?: Reason }>;
type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { id: string }>;

interface Shown extends Spoken {
  readonly unanswered: boolean;
  readonly progress: string;
}

Component({
  data: {
    words: words.chat,
    examples: words.chat.examples.map((text) => ({ title: text, payload: text })),
    link: '',
    waits: '',
    region: '',
    elder: false,
    draft: '',
    entries: [] as readonly Shown[],
    target: '',
  },
  methods: {
    onLoad() {
      title('chat');
      const unfollow = services().conversation.follow((snapshot) => {
        this.show(snapshot);
      });
      // Whoever asks on while they wait sees how it stands.
      const leave = services().staff.follow(({ handover }) => {
        const lasts = handover?.state === 'waiting' || handover?.state === 'talking';
        this.setData({ waits: lasts ? handover.title : '' });
      });
      Object.assign(this, { unfollow, leave });
    },
    onShow() {
      const { storage } = services();
      this.setData({
        elder: storage.get('elder'),
        region: storage.get('region')?.name ?? words.chat.noRegion,
      });
    },
    onUnload() {
      const { unfollow, leave } = this as unknown as Record<string, (() => void) | undefined>;
      unfollow?.();
      leave?.();
    },
    show({ link, entries }: Snapshot) {
      const grown =
        entries.length !== this.data.entries.length ||
        entries.at(-1)?.turn !== this.data.entries.at(-1)?.turn;
      this.setData({
        link: words.link[link],
        entries: entries.map((entry, at) => ({
          ...entry,
          unanswered: entry.turn !== null && degraded(entry.turn),
          progress: progressIn(entries.slice(0, at + 1).map(({ turn }) => turn)),
        })),
        ...(grown ? { target: '' } : {}),
      });
      // A scroll target counts only when it changes.
      const last = entries.at(-1);
      if (grown && last !== undefined) this.setData({ target: `entry-${last.id}` });
    },
    type(event: Typed) {
      this.setData({ draft: event.detail.value });
    },
    send() {
      services().conversation.say(this.data.draft);
      this.setData({ draft: '' });
    },
    say(event: Said) {
      services().conversation.say(event.detail.text);
    },
    again(event: Tap) {
      services().conversation.again(event.currentTarget.dataset.id);
    },
    async rate(event: Rated) {
      const { id, rating, reason } = event.detail;
      try {
        await services().conversation.rate(id, rating, reason);
      } catch (error) {
        tellError(error);
      }
    },
    read(event: Cited) {
      readCitation(event.detail.citation);
    },
    copy(event: Cited) {
      copyCitation(event.detail.citation);
    },
    chooseRegion() {
      open('/pages/region/region');
    },
    switchElder() {
      const elder = !this.data.elder;
      services().storage.set('elder', elder);
      this.setData({ elder });
    },
    call() {
      callHotline();
    },
    openCase() {
      open('/pages/case/case');
    },
    openStaff() {
      open('/pages/staff/staff');
    },
    openSettings() {
      open('/pages/settings/settings');
    },
  },
});
