import { tell, tellError, title } from '../../services/pages';
import { services } from '../../services/services';
import { words } from '../../words';

Component({
  data: { words: words.privacy, elder: false, busy: false },
  methods: {
    onLoad() {
      title('privacy');
      this.setData({ elder: services().storage.get('elder') });
    },
    guide() {
      wx.openPrivacyContract({
        fail: () => {
          tell(words.privacy.guideFailed);
        },
      });
    },
    async forget() {
      const { confirm } = await wx.showModal({
        content: words.privacy.confirm,
        confirmText: words.privacy.yes,
        cancelText: words.privacy.no,
      });
      if (!confirm || this.data.busy) return;
      this.setData({ busy: true });
      try {
        await services().conversation.forget();
        services().staff.forget();
        tell(words.privacy.deleted);
      } catch (error) {
        tellError(error);
      }
      this.setData({ busy: false });
    },
  },
});
