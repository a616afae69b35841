import { describe, expect, it } from "vitest";
import { turnNamed } from "./fixtures";
import type { Turn } from "./model";
import { verdictView } from "./verdict";

/** A turn whose waiting is over on a day, with everything else known or not. */
function waiting(sure: boolean): Turn {
  const turn = turnNamed("ineligible-chifeng");
  const { eligibility } = turn;
  if (!eligibility) throw new Error("no verdict");
  return { ...turn, eligibility: { ...eligibility, earliest_is_sure: sure } };
}

describe("a verdict", () => {
  it("says that only time is missing only where all else is known", () => {
    expect(verdictView(waiting(true))?.earliest).toBe("只差时间的话，最早2027年5月22日满足。");
    expect(verdictView(waiting(false))?.earliest).toBe(
      "时间这一条最早2027年5月22日满足，还没说清楚的其他条件也要符合。",
    );
    expect(verdictView(turnNamed("eligible-weihai"))?.earliest).toBeNull();
  });

  it("is not granted by a document that has lapsed", () => {
    const view = verdictView(turnNamed("eligible-weihai"));
    expect(view).toMatchObject({ title: "按已过期的文件：符合，先核实", state: "unknown" });
    expect(verdictView(turnNamed("eligible-chifeng"))?.state).toBe("met");
  });

  it("tells what is unmet first, and nothing twice", () => {
    const conditions = verdictView(turnNamed("ineligible-chifeng"))?.conditions ?? [];
    expect(conditions[0]).toMatchObject({ state: "unmet", howToMeet: "连续租满一年" });
    expect(conditions.at(-1)?.state).toBe("met");
    expect(conditions.filter(({ text }) => text === "毕业未满5年")).toHaveLength(1);
    expect(conditions[0]?.citation?.clause).toBe("二/(一)/1");
  });

  it("groups companions by what the document says of them, with its note", () => {
    const view = verdictView(turnNamed("undetermined-zhenhai"));
    expect(view?.companions.map(({ state }) => state)).toEqual([
      "可以",
      "看条件",
      "文件没写清楚",
      "文件没有列",
    ]);
    expect(view?.companionsNote).toContain("要共同居住生活");
  });

  it("sends nobody to a window who does not qualify", () => {
    expect(verdictView(turnNamed("ineligible-weihai"))).toMatchObject({
      materials: [],
      applyAt: null,
      companions: [],
    });
  });

  it("is not there where none is given", () => {
    expect(verdictView(turnNamed("question"))).toBeNull();
  });
});
