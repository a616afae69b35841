import { open, title } from '../../services/pages';
import { services } from '../../services/services';
import { words } from '../../words';

type Switched = WechatMiniprogram.CustomEvent<{ value: boolean }>;

Component({
  data: { words: words.settings, elder: false, region: '' },
  methods: {
    onLoad() {
      title('settings');
    },
    onShow() {
      const { storage } = services();
      this.setData({
        elder: storage.get('elder'),
        region: storage.get('region')?.name ?? words.chat.noRegion,
      });
    },
    switchElder(event: Switched) {
      services().storage.set('elder', event.detail.value);
      this.setData({ elder: event.detail.value });
    },
    chooseRegion() {
      open('/pages/region/region');
    },
    openCase() {
      open('/pages/case/case');
    },
    openPrivacy() {
      open('/pages/privacy/privacy');
    },
  },
});
