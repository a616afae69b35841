import { describe, expect, it } from "vitest";
import { candidates } from "./pinyin";

const texts = (letters: string) => candidates(letters).map(({ text }) => text);

describe("typing in pinyin", () => {
  it("offers a word of the field first", () => {
    expect(candidates("zufang")[0]).toEqual({ text: "租房", takes: 6 });
    expect(texts("hukou")[0]).toBe("户口");
  });

  it.each([
    ["meiyou", "没有"],
    ["beian", "备案"],
    ["zulin", "租赁"],
    ["nver", "女儿"],
    ["yinger", "婴儿"],
    ["tiantian", "天天"],
  ])("knows words of the documents and common ones: %s", (letters, word) => {
    expect(texts(letters).slice(0, 3)).toContain(word);
  });

  it("offers it by its initials, and before it is typed to its end", () => {
    expect(texts("jzz")).toContain("居住证");
    expect(texts("juzhuz")).toContain("居住证");
  });

  it("takes several words one after the other", () => {
    expect(candidates("zufangluohu")[0]).toEqual({ text: "租房", takes: 6 });
  });

  it("offers the characters of the longest syllable, then of shorter ones", () => {
    const found = candidates("xian");
    expect(found.find(({ text }) => text === "先")?.takes).toBe(4);
    expect(texts("hao")).toContain("好");
  });

  it("offers something for a syllable that is not finished", () => {
    expect(texts("zh").length).toBeGreaterThan(5);
    expect(candidates("")).toEqual([]);
  });

  it("offers nothing twice", () => {
    expect(new Set(texts("li")).size).toBe(texts("li").length);
  });
});
