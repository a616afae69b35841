/** The second tap of a double tap was meant for the turn before. */

const REST_MS = 700;
let last = 0;

/** Whether a tap counts; from then on taps rest a moment. */
export function counts(): boolean {
  const now = Date.now();
  if (now - last < REST_MS && now >= last) return false;
  last = now;
  return true;
}
