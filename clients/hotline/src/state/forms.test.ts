import { describe, expect, it } from "vitest";
import type { BookFact } from "../api/drafts";
import { comparisonsOf, factsOf, firstValue, newCondition, newPathway, ofLines } from "./forms";

const HOME: BookFact = { name: "owns_home", label: "有房", type: "bool", choices: [] };
const LIVED: BookFact = {
  name: "residence_days",
  label: "居住时间",
  type: "duration",
  choices: [],
};
const HOST: BookFact = {
  name: "host_relation",
  label: "投靠谁",
  type: "enum",
  choices: [
    { value: "spouse", title: "配偶" },
    { value: "parent", title: "父母" },
  ],
};

describe("the forms of rules", () => {
  it("offer only comparisons that fit a fact, each with a value that does", () => {
    expect(comparisonsOf(HOME)).toEqual(["is"]);
    expect(comparisonsOf(LIVED)).toEqual(["at_least", "less_than"]);
    expect(firstValue(HOME, "is")).toBe(true);
    expect(firstValue(LIVED, "at_least")).toBe(12);
    expect(firstValue(HOST, "is")).toBe("spouse");
    expect(firstValue(HOST, "in")).toEqual(["spouse"]);
  });

  it("ask of a sample citizen what the conditions stand on, each once", () => {
    const pathway = { ...newPathway("租房落户"), conditions: [newCondition(LIVED)] };
    pathway.conditions.push(newCondition(LIVED));
    expect(factsOf(pathway, [HOME, LIVED])).toEqual([LIVED]);
    expect(factsOf(undefined, [HOME])).toEqual([]);
  });

  it("take lines apart without empty ones", () => {
    expect(ofLines("居民户口簿\n\n 居民身份证\n")).toEqual(["居民户口簿", " 居民身份证"]);
  });
});
