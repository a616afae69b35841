/** Keys that an input method takes for itself while a word is being composed. */

/** What browsers say of a key that the input method has taken. */
const TAKEN = 229;

type Pressed = Pick<KeyboardEvent, "isComposing"> & { readonly keyCode?: number };

/**
 * Whether a key is the input method's: Enter then ends the word and not the sentence. Some browsers
 * say that the composition is over before they tell of the key that ended it, by its number only.
 */
export function composes(event: Pressed): boolean {
  return event.isComposing || event.keyCode === TAKEN;
}

/**
 * Let nothing on the page hear keys of the input method, and no form be sent by them. Called before
 * anything else listens.
 *
 * @returns Ends it.
 */
export function leaveKeysToInputMethod(): () => void {
  const over = new AbortController();
  const leave = (event: KeyboardEvent) => {
    if (!composes(event)) return;
    event.stopImmediatePropagation();
    if (event.key === "Enter") event.preventDefault();
  };
  for (const kind of ["keydown", "keypress", "keyup"] as const)
    window.addEventListener(kind, leave, { capture: true, signal: over.signal });
  return () => over.abort();
}
