import { describe, expect, it } from "vitest";
import { words } from "../words";
import { turnNamed, turns } from "./fixtures";
import { askedOf, progressOf, toldOf } from "./interview";
import type { Turn } from "./model";

describe("a question of an interview", () => {
  it("tells how far the interview is, apart from what is asked", () => {
    const turn = turnNamed("question-interview");
    const asked = askedOf(turn);
    expect(asked?.progress).toEqual({ number: 3, about: 6 });
    expect(asked).toMatchObject({ lead: "", text: turn.question?.text, fact: "job_in_town" });
    expect(asked?.why).toContain("写着");
  });

  it("keeps what stands before it: that the check goes on, or an apology", () => {
    expect(askedOf(turnNamed("answer-in-check"))?.lead).toBe("我们接着核对：");
    expect(askedOf(turnNamed("question-not-understood"))?.lead).toMatch(/^对不起/u);
  });

  it("takes no other numbers for a progress", () => {
    const turn = turnNamed("question");
    const { question } = turn;
    if (!question) throw new Error("asks nothing");
    const text = `2026年10月20日的文件：${question.text}`;
    const parts: Turn["parts"] = [{ kind: "question", text, citations: [] }];
    expect(askedOf({ ...turn, parts })).toMatchObject({
      lead: "2026年10月20日的文件：",
      progress: null,
    });
  });

  it("does not say why where the turn says it itself", () => {
    expect(askedOf(turnNamed("question-why"))?.why).toBeNull();
  });

  it.each(turns)("is there exactly where something is asked: %s", (_name, turn) => {
    expect(askedOf(turn) === null).toBe(turn.question === undefined);
  });
});

/** A turn that asks for a fact, or none. */
function asking(fact: string | null): Turn {
  const turn = turnNamed("question");
  const { question, ...rest } = turn;
  return fact && question ? { ...turn, question: { ...question, fact } } : rest;
}

describe("how far the questions are", () => {
  it("is what the turn tells", () => {
    const turn = turnNamed("question-interview");
    expect(progressOf([asking("lived_days"), turn])).toEqual({ number: 3, about: 6 });
  });

  it("is counted where the turn does not tell, a fact that is asked again once", () => {
    const facts = [null, "a", "b", "b", "c"].map(asking);
    expect(progressOf(facts)).toEqual({ number: 3, about: null });
  });

  it("begins anew after a verdict", () => {
    expect(progressOf([asking("a"), asking("b"), asking(null), asking("c")])).toEqual({
      number: 1,
      about: null,
    });
  });

  it("is unknown where nothing is asked or there is no answer yet", () => {
    expect(progressOf([asking("a"), null])).toBeNull();
    expect(progressOf([asking(null)])).toBeNull();
    expect(progressOf([])).toBeNull();
  });
});

describe("what was told", () => {
  it("stands in the bot's words with the message that changes it", () => {
    expect(toldOf(turnNamed("overview-weihai"), words.told).at(-1)).toEqual({
      fact: "lease_registered",
      label: "租房备案",
      value: "否",
      payload: "更正：租房备案",
    });
  });

  it("says whose it is where it is not the one who asks", () => {
    const turn = turnNamed("overview-weihai");
    const [first] = turn.facts_told ?? [];
    if (!first) throw new Error("tells nothing");
    const facts_told: Turn["facts_told"] = [{ ...first, whose: "您母亲" }];
    expect(toldOf({ ...turn, facts_told }, words.told)[0]?.label).toBe("您母亲的住处在城区或镇上");
  });
});
