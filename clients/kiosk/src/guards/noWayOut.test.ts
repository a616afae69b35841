import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leaves, shutWaysOut } from "./noWayOut";

const key = (name: string, held: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...held });

describe("a key press", () => {
  it.each([
    ["F5", {}],
    ["F11", {}],
    ["F12", {}],
    ["n", { ctrlKey: true }],
    ["t", { ctrlKey: true }],
    ["w", { ctrlKey: true }],
    ["p", { ctrlKey: true }],
    ["r", { ctrlKey: true }],
    ["l", { ctrlKey: true }],
    ["I", { ctrlKey: true, shiftKey: true }],
    ["C", { ctrlKey: true, shiftKey: true }],
    ["ArrowLeft", { altKey: true }],
  ])("that leaves is swallowed: %s", (name, held) => {
    expect(leaves(key(name, held))).toBe(true);
  });

  it.each([
    ["a", {}],
    ["Tab", {}],
    ["Enter", {}],
    ["Escape", {}],
    ["v", { ctrlKey: true }],
    ["c", { ctrlKey: true }],
    ["ArrowLeft", { ctrlKey: true }],
    ["a", { ctrlKey: true }],
  ])("that is needed goes through: %s", (name, held) => {
    expect(leaves(key(name, held))).toBe(false);
  });
});

describe("a page without a way out", () => {
  let open: () => void;
  const back = vi.fn();
  beforeEach(() => (open = shutWaysOut(back)));
  afterEach(() => open());

  it("has no menu of the browser's, and no dragging", () => {
    for (const kind of ["contextmenu", "dragstart", "selectstart"]) {
      const event = new Event(kind, { bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    }
  });

  it("lets text be selected in a field", () => {
    const field = document.body.appendChild(document.createElement("textarea"));
    const event = new Event("selectstart", { bubbles: true, cancelable: true });
    field.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it("follows no link", () => {
    const link = document.body.appendChild(document.createElement("a"));
    link.href = "https://elsewhere.invalid/";
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });
    link.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  it("goes back inside the page only", () => {
    const steps = history.length;
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(back).toHaveBeenCalledTimes(1);
    expect(history.length).toBeGreaterThanOrEqual(steps);
  });
});
