import { describe, expect, it } from "vitest";
import { viewsOf } from "./account";

describe("views", () => {
  it("are those of the roles, and no others", () => {
    expect(viewsOf(["operator"])).toEqual(["calls", "policy"]);
    expect(viewsOf(["supervisor"])).toEqual(["supervision", "policy"]);
    expect(viewsOf(["policy"])).toEqual(["reports", "policy"]);
    expect(viewsOf([])).toEqual([]);
  });

  it("stand in one order for whoever has several roles", () => {
    expect(viewsOf(["policy", "supervisor", "operator"])).toEqual([
      "calls",
      "supervision",
      "reports",
      "policy",
    ]);
  });
});
