/** Keeps the keyboard somewhere: what had it may vanish with an update. */

/** Names the place that gets the keyboard when its holder vanishes. */
export const HOME = "[data-home]";

/** Watches the page; returns how to stop. */
export function keepFocus(root: HTMLElement): () => void {
  let last: Element | null = null;
  const remember = () => {
    if (document.activeElement && document.activeElement !== document.body)
      last = document.activeElement;
  };
  const look = () => {
    if (last && document.activeElement === document.body && isGone(last)) focusHome(root);
  };
  document.addEventListener("focusin", remember);
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  return () => {
    document.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}

/** Gives the keyboard to the place where most is done. */
export function focusHome(root: ParentNode = document): void {
  root.querySelector<HTMLElement>(HOME)?.focus();
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(":disabled");
}
