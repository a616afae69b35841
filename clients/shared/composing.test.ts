import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { composes, leaveKeysToInputMethod } from "./composing";

const press = (more: KeyboardEventInit & { keyCode?: number } = {}) =>
  new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...more });

describe("while a word is being composed", () => {
  it.each([{ isComposing: true }, { keyCode: 229 }])("a key is the input method's: %o", (more) => {
    expect(composes(press(more))).toBe(true);
  });

  it("any other key is the page's", () => {
    expect(composes(press({ keyCode: 13 }))).toBe(false);
  });
});

describe("a page that leaves keys to the input method", () => {
  let end: () => void;
  const heard = vi.fn();
  const field = document.createElement("input");

  beforeEach(() => {
    end = leaveKeysToInputMethod();
    document.body.append(field);
    window.addEventListener("keydown", heard, true);
    field.addEventListener("keydown", heard);
  });
  afterEach(() => {
    end();
    window.removeEventListener("keydown", heard, true);
    field.removeEventListener("keydown", heard);
    heard.mockClear();
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])("sends nothing half written: %o", (more) => {
    expect(field.dispatchEvent(press(more))).toBe(false);
    expect(heard).not.toHaveBeenCalled();
  });

  it("keeps the letters that are being composed", () => {
    expect(field.dispatchEvent(press({ key: "a", keyCode: 229 }))).toBe(true);
  });

  it("hears Enter otherwise", () => {
    expect(field.dispatchEvent(press())).toBe(true);
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
