/** Keys that belong to a place of the page, and lists in which the arrow keys go from item to item. */
import type { Directive } from "vue";

const STEPS: Record<string, (now: number, last: number) => number> = {
  ArrowDown: (now, last) => Math.min(now + 1, last),
  ArrowRight: (now, last) => Math.min(now + 1, last),
  ArrowUp: (now) => Math.max(now - 1, 0),
  ArrowLeft: (now) => Math.max(now - 1, 0),
  Home: () => 0,
  End: (_now, last) => last,
};

/** Moves the focus among the items of the list in which the key was pressed; says whether it did. */
export function rove(event: KeyboardEvent, selector = "[data-item]"): boolean {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return false;
  const list = event.currentTarget as HTMLElement;
  const items = [...list.querySelectorAll<HTMLElement>(selector)];
  const now = items.indexOf(document.activeElement as HTMLElement);
  if (now < 0) return false;
  event.preventDefault();
  items[step(now, items.length - 1)]?.focus();
  return true;
}

type Keys = (event: KeyboardEvent) => void;
const heard = new WeakMap<HTMLElement, Keys>();

/** `v-keys="press"`: gives the keys that are pressed anywhere within to a function. */
export const vKeys: Directive<HTMLElement, Keys> = {
  mounted(element, { value }) {
    heard.set(element, value);
    element.addEventListener("keydown", (event) => heard.get(element)?.(event), true);
  },
  updated: (element, { value }) => void heard.set(element, value),
};

/** `v-rove`: the arrow keys go from item to item; its value selects the items. */
export const vRove: Directive<HTMLElement, string | undefined> = {
  mounted(element, { value }) {
    element.addEventListener("keydown", (event) => void rove(event, value));
  },
};
