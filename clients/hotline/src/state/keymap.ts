/** Which key does what. Every act has one, and none is taken from typing or from the browser. */
import { composes } from "@shared/composing";
import { words } from "../words";

export type Act = keyof typeof words.acts;

/** A key as it is pressed. */
export interface Key {
  /** The place on the keyboard, whatever the input method makes of it. */
  code: string;
  alt: boolean;
  shown: string;
}

const alt = (letter: string): Key => ({
  code: `Key${letter}`,
  alt: true,
  shown: `Alt+${letter}`,
});
const plain = (code: string, shown = code): Key => ({ code, alt: false, shown });

/**
 * Left alone are Alt+D, E, F, B, H, S, T and V, by which browsers reach their address bar and menus,
 * Alt with the left and right arrows, and all function keys that browsers use.
 */
export const KEYS: Record<Act, Key> = {
  help: plain("F1"),
  say: plain("F2"),
  region: plain("F4"),
  accept: plain("F8"),
  copyShort: plain("F9"),
  newCall: alt("N"),
  takeUp: alt("Y"),
  takeWaiting: alt("A"),
  endCall: alt("Q"),
  previousCall: { code: "ArrowUp", alt: true, shown: "Alt+↑" },
  nextCall: { code: "ArrowDown", alt: true, shown: "Alt+↓" },
  transcript: alt("O"),
  readOut: alt("I"),
  olderSuggestion: { code: "BracketLeft", alt: true, shown: "Alt+[" },
  newerSuggestion: { code: "BracketRight", alt: true, shown: "Alt+]" },
  edit: alt("M"),
  reject: alt("R"),
  copyLong: alt("L"),
  facts: alt("G"),
  search: alt("K"),
  compare: alt("P"),
  summary: alt("U"),
  shortCode: alt("J"),
  history: alt("C"),
  shift: alt("Z"),
  nextView: alt("W"),
  signOut: alt("X"),
};

type Pressed = Pick<
  KeyboardEvent,
  "code" | "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing" | "keyCode"
>;

/** The act that a key stands for, null for none. */
export function actOf(event: Pressed, typing: boolean): Act | null {
  if (composes(event) || event.ctrlKey || event.metaKey) return null;
  if (!typing && (event.key === "?" || event.key === "？") && !event.altKey) return "help";
  if (event.shiftKey) return null;
  const found = Object.entries(KEYS).find(
    ([, key]) => key.code === event.code && key.alt === event.altKey,
  );
  return (found?.[0] as Act | undefined) ?? null;
}

/** Which of the answers 1 to 9 a key stands for: with Alt always, alone only where nobody types. */
export function choiceOf(event: Pressed, typing: boolean): number | null {
  if (composes(event) || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (typing && !event.altKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit ? Number(digit) : null;
}

/** Whether keys pressed there are meant as text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
