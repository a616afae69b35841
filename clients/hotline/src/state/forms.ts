/** New parts of the forms of rules, and what stands in them. */
import type { BookFact, Comparison, Condition, Decision, FactValue, Pathway } from "../api/drafts";

export const DECISIONS: Decision[] = ["proposed", "confirmed", "dropped"];

/** The comparisons that fit a fact. */
export function comparisonsOf(fact: BookFact | undefined): Comparison[] {
  if (fact?.type === "duration") return ["at_least", "less_than"];
  return fact?.type === "enum" ? ["is", "in"] : ["is"];
}

/** A value of a fact to begin with. */
export function firstValue(
  fact: BookFact | undefined,
  comparison: Comparison,
): FactValue | string[] {
  if (fact?.type === "duration") return 12;
  const first = fact?.choices[0]?.value ?? "";
  if (comparison === "in") return [first];
  return fact?.type === "enum" ? first : true;
}

/** A condition on a fact that a person adds. */
export function newCondition(fact: BookFact): Condition {
  const comparison = comparisonsOf(fact)[0] ?? "is";
  return {
    state: "confirmed",
    fact: fact.name,
    comparison,
    value: firstValue(fact, comparison),
    text: "",
    quote: "",
    meet: "",
    sure: null,
  };
}

/** A pathway that a person adds. */
export function newPathway(title: string): Pathway {
  return {
    state: "confirmed",
    title,
    summary: "",
    quotes: [],
    joined: "all",
    conditions: [],
    materials: null,
    apply_at: null,
    lands_at: null,
    companions: null,
    facets: {},
    sure: null,
  };
}

/** The facts on which the conditions of a pathway stand, each once. */
export function factsOf(pathway: Pathway | undefined, facts: BookFact[]): BookFact[] {
  const names = new Set(pathway?.conditions.map(({ fact }) => fact));
  return facts.filter(({ name }) => names.has(name));
}

export const linesOf = (lines: string[]) => lines.join("\n");
export const ofLines = (text: string) => text.split("\n").filter((line) => line.trim());
