/**
 * After a new page its buttons rest a moment: the second tap of a double tap was meant for the page
 * before. `kiosk.css` takes them out of reach of a finger while the document is marked as resting;
 * keys are free, since the focus stands on the new page's heading.
 */
const REST_MS = 700;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Let all buttons rest from now on. */
export function rest(): void {
  const { dataset } = document.documentElement;
  dataset.resting = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete dataset.resting, REST_MS);
}
