/** Asks for agreement to the privacy guide when WeChat wants it; stands on pages that copy. */

import { AGREE_BUTTON } from '../../services/privacy';
import { services } from '../../services/services';
import { words } from '../../words';

Component({
  data: { asked: false, button: AGREE_BUTTON, words: words.consent },
  lifetimes: {
    attached() {
      const unfollow = services().consent.follow((asked) => {
        this.setData({ asked });
      });
      Object.assign(this, { unfollow });
    },
    detached() {
      (this as unknown as { unfollow?: () => void }).unfollow?.();
    },
  },
  methods: {
    agree() {
      services().consent.answer(true);
    },
    disagree() {
      services().consent.answer(false);
    },
    guide() {
      wx.openPrivacyContract({});
    },
  },
});
