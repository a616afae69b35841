import { describe, expect, it } from "vitest";
import { candidates } from "./pinyin";
import { pick, press, settle, type Typed } from "./typing";

const nothing: Typed = { text: "", letters: "", layout: "chinese" };
const keys = (from: Typed, ...pressed: string[]) => pressed.reduce(press, from);
const spelt = (text: string) => [...text];

describe("the screen keyboard", () => {
  it("turns pinyin into words, one after the other", () => {
    const typed = keys(nothing, ...spelt("zufangluohu"), "{space}", "{space}", "？");
    expect(typed).toEqual({ text: "租房落户？", letters: "", layout: "chinese" });
  });

  it("takes the word that is tapped", () => {
    const typed = keys(nothing, ...spelt("hukou"));
    const other = candidates("hukou").find(({ text }) => text === "户口本");
    expect(other && pick(typed, other).text).toBe("户口本");
  });

  it("erases letters first, then characters", () => {
    const typed = keys({ ...nothing, text: "租房" }, "z", "{bksp}", "{bksp}");
    expect(typed.text).toBe("租");
  });

  it("writes digits and Latin letters as they are", () => {
    expect(keys(nothing, "5", "{latin}", "A", "B", "3").text).toBe("5AB3");
    expect(keys(nothing, "z", "f", "{latin}").text).toBe("zf");
    expect(settle(keys(nothing, "z", "u")).text).toBe("zu");
  });
});
