import type { Written } from '../../generated/handover';
import { callHotline, title } from '../../services/pages';
import { services } from '../../services/services';
import type { StaffSnapshot } from '../../services/staff';
import { words } from '../../words';

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

interface Line {
  readonly id: string;
  readonly who: string;
  readonly text: string;
  readonly own: boolean;
}

Component({
  data: {
    words: words.staff,
    elder: false,
    title: '',
    text: '',
    problem: '',
    why: '',
    lines: [] as readonly Line[],
    instead: [] as readonly { who: string; how: string }[],
    canCall: false,
    lasts: false,
    talking: false,
    busy: false,
    draft: '',
    target: '',
  },
  methods: {
    onLoad() {
      title('staff');
      this.setData({ elder: services().storage.get('elder') });
      const unfollow = services().staff.follow((snapshot) => {
        this.show(snapshot);
      });
      Object.assign(this, { unfollow });
    },
    onShow() {
      void services().staff.look();
    },
    onUnload() {
      (this as unknown as { unfollow?: () => void }).unfollow?.();
    },
    show({ handover, unsent, problem, away, givenBack }: StaffSnapshot) {
      const unknown = handover === null && problem !== '' ? words.staff.unknown : '';
      const why = away ? words.staff.away : unknown;
      const lines = [
        ...(handover?.messages ?? []).map(lineOf),
        ...unsent.map(({ sequence, text }) => ({
          id: `line-${String(sequence)}`,
          who: words.staff.sending,
          text,
          own: true,
        })),
      ];
      const grown = lines.length !== this.data.lines.length;
      this.setData({
        title: handover?.title ?? (why === '' ? words.staff.looking : words.staff.call),
        text: handover?.text ?? '',
        problem,
        why,
        lines,
        instead: handover?.instead ?? [],
        canCall: handover?.open === true && !away,
        lasts: handover?.state === 'waiting' || handover?.state === 'talking',
        talking: handover?.state === 'talking',
        ...(grown ? { target: '' } : {}),
        ...(givenBack !== '' && this.data.draft === '' ? { draft: givenBack } : {}),
      });
      const last = lines.at(-1);
      if (grown && last !== undefined) this.setData({ target: last.id });
    },
    look() {
      void services().staff.look();
    },
    type(event: Typed) {
      this.setData({ draft: event.detail.value });
    },
    send() {
      services().staff.write(this.data.draft);
      this.setData({ draft: '' });
    },
    async call() {
      if (this.data.busy) return;
      this.setData({ busy: true });
      await services().staff.call();
      this.setData({ busy: false });
    },
    leave() {
      void services().staff.leave();
    },
    ring() {
      callHotline();
    },
  },
});

function lineOf({ id, speaker, text }: Written): Line {
  return { id, who: words.staff.speakers[speaker], text, own: speaker === 'resident' };
}
