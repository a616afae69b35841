/** Taps that the turn offers; each sends its payload as a message. */

import { counts } from '../../services/taps';

type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { payload: string }>;

Component({
  properties: {
    options: { type: Array, value: [] },
    /** One under the other instead of side by side. */
    stacked: { type: Boolean, value: false },
  },
  methods: {
    tap(event: Tap) {
      if (!counts()) return;
      this.triggerEvent(
        'say',
        { text: event.currentTarget.dataset.payload },
        { bubbles: true, composed: true },
      );
    },
  },
});
