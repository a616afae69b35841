/**
 * Keeps people on the page, as far as a page can; docs/kiosk.md says what the browser's own
 * settings do beyond that.
 */

/** Keys that leave the page, reload it, open another, or open the browser's own tools. */
const KEYS = new Set(["F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12", "BrowserBack"]);
const KEYS_WITH_ALT = new Set(["ArrowLeft", "ArrowRight", "Home", "d", "f", "e"]);
/** Of the keys with Ctrl only these are needed: select all, copy, cut, paste, undo, redo. */
const NEEDED_WITH_CTRL = new Set(["a", "c", "x", "v", "z", "y", "Backspace", "Delete", "Control"]);
const MOVES_WITH_CTRL = new Set(["ArrowLeft", "ArrowRight", "Home", "End", "Shift"]);

/** Whether a key press would leave the page. */
export function leaves(event: KeyboardEvent): boolean {
  if (KEYS.has(event.key)) return true;
  if (event.altKey) return KEYS_WITH_ALT.has(event.key);
  if (!event.ctrlKey && !event.metaKey) return false;
  return !NEEDED_WITH_CTRL.has(event.key.toLowerCase()) && !NEEDED_WITH_CTRL.has(event.key)
    ? !MOVES_WITH_CTRL.has(event.key)
    : event.shiftKey && event.key.toLowerCase() === "c";
}

/**
 * Shut the ways out.
 *
 * @param back What the browser's "back" does instead of leaving.
 * @returns Opens them again.
 */
export function shutWaysOut(back: () => void): () => void {
  const over = new AbortController();
  const on = (kind: string, handle: (event: Event) => void, target: EventTarget = document) =>
    target.addEventListener(kind, handle, { capture: true, passive: false, signal: over.signal });
  const stop = (event: Event) => event.preventDefault();

  for (const kind of ["contextmenu", "dragstart", "dragover", "drop", "auxclick"]) on(kind, stop);
  on("selectstart", (event) => {
    if (!isField(event.target)) stop(event);
  });
  on("keydown", (event) => {
    if (leaves(event as KeyboardEvent)) stop(event);
  });
  on("wheel", (event) => {
    if ((event as WheelEvent).ctrlKey) stop(event);
  });
  on("touchmove", (event) => {
    if ((event as TouchEvent).touches.length > 1) stop(event);
  });
  on("click", (event) => {
    if ((event.target as Element | null)?.closest?.("a[href]")) stop(event);
  });

  // One step ahead of the first: "back" lands on it, and we step ahead again.
  const ahead = () => history.pushState({ kept: true }, "");
  ahead();
  on(
    "popstate",
    () => {
      ahead();
      back();
    },
    window,
  );
  return () => over.abort();
}

function isField(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : (target as Node | null)?.parentElement;
  return Boolean(element?.closest("input, textarea"));
}
