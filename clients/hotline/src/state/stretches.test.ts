import { describe, expect, it } from "vitest";
import { stretchesIn } from "./stretches";

describe("the place of a clause in the original", () => {
  it("is cut out of its block and nothing is lost", () => {
    const runs = stretchesIn("一、租房。二、投靠。", 3, [[3, 5, 10]], [[3, 0, 2]]);
    expect(runs.map(({ text }) => text).join("")).toBe("一、租房。二、投靠。");
    expect(runs.filter(({ chosen }) => chosen).map(({ text }) => text)).toEqual(["二、投靠。"]);
    expect(runs.filter(({ left }) => left).map(({ text }) => text)).toEqual(["一、"]);
  });

  it("counts characters, also those that are two units long", () => {
    const runs = stretchesIn("𠮷林省租房", 0, [[0, 3, 5]], []);
    expect(runs.find(({ chosen }) => chosen)?.text).toBe("租房");
  });

  it("is none in another block", () => {
    expect(stretchesIn("租房", 0, [[1, 0, 2]], [])).toEqual([
      { text: "租房", chosen: false, left: false },
    ]);
  });
});
