import { describe, expect, it } from "vitest";
import { words } from "../words";
import { briefOf } from "./brief";
import { turnNamed, turns } from "./fixtures";
import type { Turn } from "./model";

const brief = (turn: Turn) => briefOf(turn, words.brief, words.ways);

/** The view of all ways of 威海 with only some of them. */
function only(...titles: string[]): Turn {
  const turn = turnNamed("overview-weihai");
  const [first, ...others] = (turn.overview ?? []).filter(({ title }) => titles.includes(title));
  if (!first) throw new Error("no such way");
  return { ...turn, overview: [first, ...others] };
}

describe("what it comes to in three lines", () => {
  it("tells of a verdict whether it goes, what is missing and what to do", () => {
    expect(brief(turnNamed("ineligible-weihai"))).toEqual({
      can: "按已过期的文件：不符合，先核实",
      lacks: "房屋产权人出具同意落户承诺书；租住的房子在城镇区域，一共3条",
      next: "请房屋产权人写同意落户承诺书",
      state: "unmet",
    });
    expect(brief(turnNamed("eligible-chifeng"))).toMatchObject({ can: "符合", state: "met" });
  });

  it("grants nothing by a document that has lapsed", () => {
    expect(brief(turnNamed("eligible-weihai"))).toMatchObject({
      can: "按已过期的文件：符合，先核实",
      state: "unknown",
    });
    expect(brief(turnNamed("overview-weihai"))).toEqual({
      can: "按已过期的文件：能走就业落户，先核实",
      lacks: "文件写的条件，按您说的都符合",
      next: "先到户籍窗口问清这份文件还执行不执行，再点下面的“就业落户”，看怎么办",
      state: "unknown",
    });
  });

  it("tells of all ways which are open", () => {
    expect(brief(turnNamed("overview-feicheng"))).toMatchObject({
      can: "能走自有住房落户；就业落户；下岗等职工和空挂户口落户",
      state: "met",
    });
  });

  it("tells of the nearest way what it lacks where none is open", () => {
    expect(brief(only("租房落户", "随迁"))).toMatchObject({
      can: "还不能，租房落户差一项",
      lacks: "到房管部门办理房屋租赁登记备案",
      next: "点下面的“租房落户”，看怎么办",
    });
  });

  it("leads on to the ways that nothing was told of where nothing else is left", () => {
    expect(brief(only("随迁"))).toMatchObject({
      can: "光凭这份文件定不下来",
      next: "看看下面还没说到的路，沾边的点一下",
      state: "unknown",
    });
    const turn = turnNamed("overview-feicheng");
    const closed = (turn.overview ?? []).filter(({ verdict }) => verdict === "closed");
    expect(brief({ ...turn, overview: closed as unknown as Turn["overview"] & object })).toEqual({
      can: "按您说的，问到的路都不行",
      lacks: "没有自主产权住房",
      next: "到户籍窗口问清再去",
      state: "unmet",
    });
  });

  it.each(turns)("is there exactly where something was found: %s", (_name, turn) => {
    expect(brief(turn) === null).toBe(!turn.eligibility && !turn.overview);
  });
});
