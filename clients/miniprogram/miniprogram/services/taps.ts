/** The second tap of a double tap was meant for the turn before. */

const REST_MS = 700;
let last = 0;

/** Whether a tap counts; from then on taps rest a moment. */
function counts(): boolean {
  const now = Date.now();
  if (now - last < REST_MS && now >= last) return false;
  last = now;
  return true;
}

export type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { payload: string }>;

interface Tapped {
  triggerEvent(name: string, detail: object, options: object): void;
}

/** Say what was tapped as a message of the person, if the tap counts. */
export function say(component: Tapped, event: Tap): void {
  if (!counts()) return;
  const text = event.currentTarget.dataset.payload;
  component.triggerEvent('say', { text }, { bubbles: true, composed: true });
}
