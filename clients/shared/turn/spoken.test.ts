import { describe, expect, it } from "vitest";
import type { Turn } from "./model";
import { compact } from "./mark";
import { turnNamed, turns } from "./fixtures";
import { spoken } from "./spoken";

const said = (turn: Turn) =>
  spoken(turn).sections.flatMap(({ heading, lines }) => [heading ?? "", ...lines]);

describe("a turn's text taken apart", () => {
  it.each(turns)("says nothing twice: %s", (_name, turn) => {
    const lines = said(turn).join("\n");
    for (const { quote } of turn.citations) expect(compact(lines)).not.toContain(compact(quote));
    for (const { text } of spoken(turn).notices) expect(lines).not.toContain(text);
    if (turn.question) expect(lines).not.toContain(turn.question.text);
    for (const { text } of turn.eligibility?.conditions ?? []) expect(lines).not.toContain(text);
  });

  it.each(turns)("loses no quote that the text shows: %s", (_name, turn) => {
    const shown = spoken(turn).sections.flatMap((section) => section.shown);
    const quoted = turn.citations.filter(({ quote }) =>
      compact(turn.text).includes(`“${compact(quote)}”`),
    );
    expect(shown.length).toBeGreaterThanOrEqual(
      new Set(quoted.map(({ quote }) => compact(quote))).size,
    );
  });

  it("keeps the conclusion first", () => {
    expect(said(turnNamed("eligible-weihai"))).toEqual([
      "",
      "按您说的情况，符合威海市“租房落户”写明的条件。最后以户籍窗口审核为准。",
    ]);
  });

  it("sets regions side by side, each with its own quote", () => {
    const { sections } = spoken(turnNamed("comparison"));
    expect(sections.map(({ heading }) => heading)).toEqual([null, "威海市", "赤峰市"]);
    expect(sections.map(({ shown }) => shown.map(({ citation }) => citation))).toEqual([
      [],
      [0],
      [1],
    ]);
    expect(sections[2]?.shown[0]?.excerpt).toContain("合法稳定住所");
    expect(sections[1]?.shown[0]?.excerpt).toBeNull();
  });

  it("answers several questions one by one", () => {
    const { sections } = spoken(turnNamed("answer-several"));
    expect(sections.map(({ shown }) => shown.length)).toEqual([0, 1, 1]);
  });

  it("knows what is only near to the answer", () => {
    const shown = spoken(turnNamed("answer-related-zhoucun")).sections.flatMap((s) => s.shown);
    expect(shown.map(({ related }) => related)).toEqual([false, true]);
  });

  it("leads back to a question that waits", () => {
    expect(spoken(turnNamed("answer-in-check")).questionLead).toBe("我们接着核对");
  });

  it("keeps an apology that stands before a question", () => {
    expect(said(turnNamed("question-not-understood"))).toEqual(["", "对不起，我没听明白。"]);
  });

  it("knows that the turn itself says why it asks", () => {
    const read = spoken(turnNamed("question-why"));
    expect(read.tellsWhy).toBe(true);
    expect(read.sections).toEqual([]);
  });

  it("keeps what the text adds to the companions", () => {
    expect(spoken(turnNamed("eligible-weihai")).companionsNote).toContain("近亲属");
  });

  it("shows a line that it does not know", () => {
    const turn = turnNamed("eligible-weihai");
    expect(said({ ...turn, text: `${turn.text}\n备注：带上原件。` })).toContain("备注：带上原件。");
  });
});
