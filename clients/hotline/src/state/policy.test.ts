import { describe, expect, it } from "vitest";
import { covers, tabsOf } from "./policy";

describe("the policy desk", () => {
  it("opens only the parts that the rights allow, and the window's to everybody", () => {
    expect(tabsOf({})).toEqual(["outcomes"]);
    expect(tabsOf({ look: ["371000"], audit: ["371000"] })).toEqual([
      "queue",
      "drafts",
      "switches",
      "offices",
      "deadlines",
      "outcomes",
      "audit",
    ]);
  });

  it("lets a right for a place hold below it and nowhere else", () => {
    expect(covers("370000", "371000")).toBe(true);
    expect(covers("371000", "370983")).toBe(false);
    expect(covers("000000", "")).toBe(true);
    expect(covers("371000", "")).toBe(false);
  });
});
