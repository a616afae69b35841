import { describe, expect, it } from "vitest";
import { around } from "./around";
import { mark } from "./mark";

describe("a quote in its text", () => {
  it("is found whatever white space either has", () => {
    expect(mark("前 面。第一\n条 规定。后面", "第一条规定。")).toEqual({
      before: "前 面。",
      quote: "第一\n条 规定。",
      after: "后面",
    });
  });

  it("is not found where it does not stand", () => {
    expect(mark("前面", "后面")).toBeNull();
    expect(mark("前面", " ")).toBeNull();
  });

  it("may hold characters outside the basic plane", () => {
    expect(mark("𠮷 林省", "𠮷林")?.quote).toBe("𠮷 林");
  });
});

describe("the clauses around a cited one", () => {
  const clauses = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, heading: "h > i", text: id }));

  it("are two before and two after, their headings told once", () => {
    const shown = around(clauses, "c", false);
    expect(shown.map(({ id }) => id).join("")).toBe("abcde");
    expect(shown.map(({ newHeading }) => newHeading)).toEqual(["h › i", null, null, null, null]);
  });

  it("are all of them on request, and the first ones where the clause is unknown", () => {
    expect(around(clauses, "c", true)).toHaveLength(6);
    expect(around(clauses, "x", false).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });
});
