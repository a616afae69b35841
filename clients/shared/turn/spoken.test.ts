import { describe, expect, it } from "vitest";
import type { Turn } from "./model";
import { compact } from "./mark";
import { turnNamed, turns } from "./fixtures";
import { spoken } from "./spoken";

const said = (turn: Turn) =>
  spoken(turn).sections.flatMap(({ heading, lines }) => [heading ?? "", ...lines]);

describe("what a turn says", () => {
  it.each(turns)("says nothing twice: %s", (_name, turn) => {
    const lines = said(turn).join("\n");
    for (const { quote } of turn.citations) expect(compact(lines)).not.toContain(compact(quote));
    for (const { text } of turn.notices) expect(said(turn)).not.toContain(text);
    if (turn.question) expect(lines).not.toContain(turn.question.text);
    for (const { text } of turn.eligibility?.conditions ?? []) expect(lines).not.toContain(text);
  });

  it.each(turns)(
    "shows each clause that is said, and of a long one what is said: %s",
    (_n, turn) => {
      const { sections, related } = spoken(turn);
      const shown = [...sections.flatMap(({ clauses }) => clauses), ...related];
      const quoted = turn.parts.filter(({ kind }) => kind === "clause");
      expect(shown.map(({ citation, excerpt }) => excerpt ?? citation.quote)).toEqual(
        quoted.map(({ citations: [at = -1], excerpt }) => excerpt ?? turn.citations[at]?.quote),
      );
    },
  );

  it("keeps the conclusion first", () => {
    expect(said(turnNamed("eligible-weihai"))).toEqual([
      "",
      "按您说的情况，符合威海市“租房落户”写明的条件。最后以户籍窗口审核为准。",
    ]);
  });

  it("sets regions side by side, each with its own quote", () => {
    const { sections } = spoken(turnNamed("comparison"));
    expect(sections.map(({ heading }) => heading)).toEqual([null, "威海市", "赤峰市"]);
    expect(sections.map(({ clauses }) => clauses.map(({ citation }) => citation.document))).toEqual(
      [[], ["371000-weihai"], ["150400-chifeng"]],
    );
    expect(sections[2]?.clauses[0]?.excerpt).toContain("合法稳定住所");
    expect(sections[1]?.clauses[0]?.excerpt).toBeNull();
  });

  it("answers several questions one by one, each with what it came to", () => {
    const turn = turnNamed("answer-several");
    const { sections } = spoken(turn);
    expect(sections.map(({ heading, outcome }) => [heading, outcome])).toEqual([
      [null, null],
      ["威海租房能落户吗", "answered"],
      ["居住证怎么办", "answered"],
    ]);
    expect(sections.map(({ clauses }) => clauses.length)).toEqual([0, 1, 1]);
    expect(sections[1]?.lines).toHaveLength(1);
  });

  it("keeps apart what is only near to the answer", () => {
    const { sections, related } = spoken(turnNamed("answer-related-zhoucun"));
    const shown = sections.flatMap(({ clauses }) => clauses.map(({ citation }) => citation.role));
    expect(shown).toEqual(["answers"]);
    expect(related.map(({ citation }) => citation.role)).toEqual(["related"]);
  });

  it("puts a question that waits with what leads back to it", () => {
    expect(spoken(turnNamed("answer-in-check")).question).toMatch(/^我们接着核对：您现在住的/u);
  });

  it("keeps an apology before a question", () => {
    const read = spoken(turnNamed("question-not-understood"));
    expect(read.question).toMatch(/^对不起，我没听明白。您现在/u);
    expect(read.sections).toEqual([]);
  });

  it("knows that the turn itself says why it asks", () => {
    const turn = turnNamed("question-why");
    expect(spoken(turn).tellsWhy).toBe(true);
    expect(said(turn)).toEqual(["", turn.question?.why]);
    expect(spoken(turnNamed("question")).tellsWhy).toBe(false);
  });

  it("says what the document does not, and what is gone on with, but no tap twice", () => {
    const turn = turnNamed("undetermined-zhenhai");
    const lead = { kind: "offer" as const, text: "接着说人才落户。", citations: [] };
    const offer = { kind: "offer" as const, text: "还可以看看：就业落户", citations: [] };
    const lines = said({ ...turn, parts: [lead, ...turn.parts, offer] });
    expect(lines[1]).toBe("接着说人才落户。");
    expect(lines).toContain("文件在这一条里没有列出材料，请先问户籍窗口要带什么。");
    expect(lines).not.toContain(offer.text);
  });

  it("shows what answers where the words name no clause", () => {
    const turn = turnNamed("answer-in-check");
    const [silence, ...rest] = turn.parts;
    const parts: Turn["parts"] = [silence, ...rest.filter(({ kind }) => kind !== "clause")];
    expect(spoken({ ...turn, parts }).sections[0]?.clauses).toHaveLength(1);
  });
});
