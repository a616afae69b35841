import { describe, expect, it } from "vitest";
import { words } from "../words";
import { turnNamed, turns } from "./fixtures";
import type { Turn } from "./model";
import { optionsBeside, waysOf } from "./ways";

const view = (name: string) => waysOf(turnNamed(name), words.ways);

/** The same turn on a document that holds. */
const inForce = (turn: Turn): Turn => ({
  ...turn,
  citations: turn.citations.map((one) => ({ ...one, status: "in_force" })),
});

describe("all ways at a glance", () => {
  it("tells of each how it stands and what is missing, in words", () => {
    const ways = waysOf(inForce(turnNamed("overview-weihai")), words.ways);
    expect(
      ways?.ways.map(({ title, stateInWords, missing }) => [title, stateInWords, missing]),
    ).toEqual([
      ["就业落户", "已符合", "写明的条件，按您说的都符合"],
      ["租房落户", "差一项", "还差：到房管部门办理房屋租赁登记备案"],
    ]);
    expect(ways?.ways.map(({ tone }) => tone)).toEqual(["good", "near"]);
  });

  it("keeps apart what the person has told nothing of, and tells the fewest things of it", () => {
    const unclear = view("overview-weihai")?.unclear ?? [];
    expect(unclear).toHaveLength(9);
    expect(unclear[0]).toMatchObject({
      title: "随迁",
      stateInWords: "还不清楚",
      missing: "还没说到：是近亲属（配偶、父母、子女）",
    });
    expect(unclear.find(({ pathway }) => pathway === "rural_join")?.missing).toBe(
      "还没说到：夫妻投靠；被投靠人在农村有户籍；投靠人在农村实际居住生活，一共4样",
    );
  });

  it("grants nothing by a document that has lapsed", () => {
    const ways = view("overview-weihai");
    expect(ways?.lapsed).toBe(true);
    expect(ways?.ways[0]).toMatchObject({ tone: "doubt", stateInWords: "按已过期的文件：已符合" });
    expect(ways?.ways.some(({ tone }) => tone === "good")).toBe(false);
  });

  it("says of a closed way what was not met", () => {
    expect(view("overview-feicheng")?.ways.at(-1)).toMatchObject({
      title: "集体户落户",
      state: "closed",
      tone: "bad",
      stateInWords: "不行",
      missing: "没达到：没有自主产权住房",
    });
  });

  it("names what stands in other rules only where the person has told all there is to tell", () => {
    const turn = turnNamed("overview-weihai");
    const elsewhere = {
      fact: null,
      text: "标准看实施细则。",
      reason: "standard_elsewhere" as const,
    };
    const [, , told] = turn.overview ?? [];
    if (!told) throw new Error("no third way");
    const beyond = { ...told, missing: [elsewhere], flips: [] };
    const overview: Turn["overview"] = [beyond, { ...told, missing: [...told.missing, elsewhere] }];
    const ways = waysOf({ ...turn, overview }, words.ways);
    expect(ways?.ways).toMatchObject([
      { state: "outside", stateInWords: "看文件外规定", missing: "标准看实施细则" },
    ]);
    expect(ways?.unclear).toHaveLength(1);
  });

  it("tells from when a way is open where only time is missing", () => {
    const turn = inForce(turnNamed("overview-weihai"));
    const [, second] = turn.overview ?? [];
    if (!second) throw new Error("no second way");
    const waits = { ...second, earliest_date: "2027-05-22" };
    const ways = waysOf({ ...turn, overview: [waits] }, words.ways)?.ways;
    expect(ways?.[0]?.missing).toMatch(/；最早2027年5月22日满足$/u);
  });

  it("leads to each way by its own tap, or by its title", () => {
    const turn = turnNamed("overview-weihai");
    const ways = waysOf(turn, words.ways);
    expect(ways?.ways.map(({ payload }) => payload)).toEqual(["就业落户", "租房落户"]);
    expect(ways?.unclear[1]?.payload).toBe("创业落户");
    expect(optionsBeside(turn, ways, words.ways).map(({ title }) => title)).toEqual([
      "要带什么材料",
      "到哪里办",
    ]);
  });

  it("shows the ways that are open beside a verdict of not eligible, without its own", () => {
    expect(view("ineligible-open-weihai")?.ways.map(({ title }) => title)).toEqual(["就业落户"]);
  });

  it("is never the end: who does not qualify may have all ways looked at", () => {
    const options = (name: string) =>
      optionsBeside(turnNamed(name), view(name), words.ways).map(({ payload }) => payload);
    expect(options("ineligible-open-weihai")).toEqual(["随迁", "我有哪些办法能落户"]);
    expect(options("ineligible-weihai").at(-1)).toBe("我有哪些办法能落户");
    expect(options("eligible-weihai")).not.toContain("我有哪些办法能落户");
  });

  it.each(turns)("is not there where a turn gives none: %s", (_name, turn) => {
    expect(waysOf(turn, words.ways) === null).toBe(turn.overview === undefined);
  });
});
