import { describe, expect, it } from "vitest";
import { words } from "../words";
import { KEYS, actOf, choiceOf, isTyping } from "./keymap";

const key = (code: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    code,
    key: code,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    ...more,
  }) as KeyboardEvent;

describe("keys", () => {
  it("give every act one key that no other act has", () => {
    expect(Object.keys(KEYS).sort()).toEqual(Object.keys(words.acts).sort());
    const pressed = Object.values(KEYS).map(({ code, alt }) => `${alt} ${code}`);
    expect(new Set(pressed).size).toBe(pressed.length);
  });

  it("leave those of the browser alone", () => {
    const taken = ["F3", "F5", "F6", "F7", "F10", "F11", "F12"];
    const menus = ["D", "E", "F", "B", "H", "S", "T", "V"].map((letter) => `Key${letter}`);
    const codes = Object.values(KEYS).map(({ code }) => code);
    expect(codes.filter((code) => [...taken, ...menus].includes(code))).toEqual([]);
  });

  it("never take a letter from somebody who types", () => {
    const alone = Object.values(KEYS).filter(({ alt }) => !alt);
    expect(alone.every(({ code }) => /^F\d+$/.test(code))).toBe(true);
    expect(actOf(key("KeyN", { key: "n" }), true)).toBeNull();
    expect(actOf(key("Slash", { key: "?", shiftKey: true }), true)).toBeNull();
  });

  it("are the same with every input method", () => {
    expect(actOf(key("KeyN", { key: "˜", altKey: true }), true)).toBe("newCall");
    expect(actOf(key("F8", { isComposing: true }), true)).toBeNull();
    expect(actOf(key("F8", { keyCode: 229 }), true)).toBeNull();
    expect(actOf(key("Slash", { key: "？", shiftKey: true }), false)).toBe("help");
  });

  it("answer the next question with 1 to 9, and with Alt while somebody types", () => {
    expect(choiceOf(key("Digit3"), false)).toBe(3);
    expect(choiceOf(key("Numpad9"), false)).toBe(9);
    expect(choiceOf(key("Digit0"), false)).toBeNull();
    expect(choiceOf(key("Digit3"), true)).toBeNull();
    expect(choiceOf(key("Digit3", { altKey: true }), true)).toBe(3);
  });

  it("know where somebody types", () => {
    const radio = Object.assign(document.createElement("input"), { type: "radio" });
    expect(isTyping(document.createElement("textarea"))).toBe(true);
    expect(isTyping(document.createElement("input"))).toBe(true);
    expect(isTyping(radio)).toBe(false);
    expect(isTyping(document.createElement("button"))).toBe(false);
  });
});
