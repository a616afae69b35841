/** Thumbs for an answer; a thumb down asks for the reason. */

import type { Rating, Reason } from '../../services/api';
import { words } from '../../words';

type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { reason: Reason }>;

const REASONS: readonly Reason[] = ['wrong', 'unclear', 'incomplete', 'other_place', 'other'];

Component({
  properties: {
    /** Id of the message whose answer it is. */
    message: { type: String, value: '' },
    rating: { type: String, value: '' },
  },
  data: {
    asking: false,
    words: words.feedback,
    reasons: REASONS.map((reason) => ({ reason, title: words.feedback.reasons[reason] })),
  },
  methods: {
    up() {
      this.rate('up');
    },
    down() {
      this.setData({ asking: true });
    },
    choose(event: Tap) {
      this.setData({ asking: false });
      this.rate('down', event.currentTarget.dataset.reason);
    },
    cancel() {
      this.setData({ asking: false });
    },
    rate(rating: Rating, reason?: Reason) {
      this.triggerEvent(
        'rate',
        { id: this.data.message, rating, reason },
        { bubbles: true, composed: true },
      );
    },
  },
});
