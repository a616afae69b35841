import { describe, expect, it } from "vitest";
import { turnNamed } from "@shared/turn/fixtures";
import { leadsOf, pendingOf } from "./turns";

const question = turnNamed("question");
const handoff = turnNamed("handoff");
const answer = turnNamed("eligible-weihai");

describe("the question that waits", () => {
  it("still waits after a person was asked for", () => {
    expect(pendingOf([answer, question])).toBe(question);
    expect(pendingOf([question, handoff])).toBe(question);
    expect(pendingOf([question, handoff, handoff])).toBe(question);
  });

  it("is there only where one was asked last", () => {
    expect(pendingOf([])).toBeNull();
    expect(pendingOf([question, answer])).toBeNull();
    expect(pendingOf([question, null])).toBeNull();
    expect(pendingOf([answer, handoff])).toBeNull();
  });
});

describe("what can be tapped next", () => {
  it("is not what stands there as a way", () => {
    expect(leadsOf(turnNamed("overview-weihai")).map(({ title }) => title)).toEqual([
      "要带什么材料",
      "到哪里办",
    ]);
  });
});
