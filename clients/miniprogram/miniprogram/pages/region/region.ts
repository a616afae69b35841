import type { CoveredRegion } from '../../services/api';
import { shown } from '../../services/errors';
import { tellError, title } from '../../services/pages';
import { clauseMeta } from '../../services/presentation';
import { services } from '../../services/services';
import { words } from '../../words';

type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { code: string }>;

interface Row {
  readonly code: string;
  readonly name: string;
  readonly documents: readonly { title: string; about: string }[];
}

Component({
  data: {
    words: words.region,
    elder: false,
    loading: true,
    error: '',
    chosen: '',
    regions: [] as readonly Row[],
  },
  methods: {
    async onLoad() {
      title('region');
      await this.load();
    },
    onShow() {
      const { storage } = services();
      this.setData({ elder: storage.get('elder'), chosen: storage.get('region')?.code ?? '' });
    },
    async load() {
      this.setData({ loading: true, error: '' });
      try {
        const regions = await services().api.regions();
        this.setData({
          regions: regions.map(row),
          error: regions.length === 0 ? words.region.empty : '',
        });
      } catch (error) {
        this.setData({ error: shown(error) });
      }
      this.setData({ loading: false });
    },
    async choose(event: Tap) {
      const region = this.data.regions.find(
        ({ code }) => code === event.currentTarget.dataset.code,
      );
      if (region === undefined) return;
      try {
        await services().conversation.chooseRegion(region);
      } catch (error) {
        tellError(error);
        return;
      }
      this.setData({ chosen: region.code });
      await wx.navigateBack();
    },
  },
});

function row({ code, name, documents }: CoveredRegion): Row {
  return {
    code,
    name,
    documents: documents.map((document) => {
      const { number, status } = clauseMeta(document);
      return { title: document.title, about: `${number} · ${status}` };
    }),
  };
}
