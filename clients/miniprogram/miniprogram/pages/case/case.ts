import type { CaseCode } from '../../services/api';
import { codeIn, codeOf, type LaunchOptions } from '../../services/launch';
import { copy, tell, tellError, title } from '../../services/pages';
import { services } from '../../services/services';
import { sentences, words } from '../../words';

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  data: {
    words: words.case,
    elder: false,
    busy: false,
    code: '',
    made: null as CaseCode | null,
    until: '',
  },
  methods: {
    onLoad(options: LaunchOptions) {
      title('case');
      this.setData({ code: codeOf(options) ?? '', elder: services().storage.get('elder') });
    },
    type(event: Typed) {
      this.setData({ code: event.detail.value });
    },
    scan() {
      wx.scanCode({
        scanType: ['qrCode', 'barCode'],
        success: ({ result }) => {
          const code = codeIn(result);
          if (code === null) tell(words.case.scanned);
          else this.setData({ code });
        },
        fail: ({ errMsg }) => {
          if (!errMsg.includes('cancel')) tell(words.case.scanFailed);
        },
      });
    },
    async take() {
      const code = codeIn(this.data.code);
      if (code === null) {
        tell(words.case.wrong);
        return;
      }
      await this.busily(async () => {
        await services().conversation.takeCase(code);
        await wx.reLaunch({ url: '/pages/chat/chat' });
      });
    },
    async make() {
      await this.busily(async () => {
        const made = await services().api.makeCase();
        this.setData({ made, until: sentences.until(moment(made.expires_at)) });
      });
    },
    copy() {
      copy(this.data.made?.code ?? '');
    },
    /** Buttons rest while the server is asked, and a failure is told. */
    async busily(work: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        await work();
      } catch (error) {
        tellError(error);
      }
      this.setData({ busy: false });
    },
  },
});

function moment(iso: string): string {
  const time = new Date(iso);
  return sentences.moment(
    String(time.getMonth() + 1),
    String(time.getDate()),
    String(time.getHours()),
    String(time.getMinutes()).padStart(2, '0'),
  );
}
