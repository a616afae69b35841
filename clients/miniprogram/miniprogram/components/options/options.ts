/** Taps that the turn offers; each sends its payload as a message. */

/** The second tap of a double tap was meant for the turn before. */
const REST_MS = 700;
let lastTap = 0;

type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { payload: string }>;

Component({
  properties: {
    options: { type: Array, value: [] },
    /** One under the other instead of side by side. */
    stacked: { type: Boolean, value: false },
  },
  methods: {
    tap(event: Tap) {
      const now = Date.now();
      if (now - lastTap < REST_MS && now >= lastTap) return;
      lastTap = now;
      this.triggerEvent(
        'say',
        { text: event.currentTarget.dataset.payload },
        { bubbles: true, composed: true },
      );
    },
  },
});
