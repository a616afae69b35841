import { describe, expect, it } from "vitest";
import {
  inOrder,
  mergeDetails,
  mergeSegment,
  mergeSuggestion,
  newLine,
  newState,
  type Line,
} from "./merging";
import { aCall, aSegment, aSuggestion, details } from "./samples";

const NOW = new Date("2026-11-22T01:05:00Z");
const texts = (lines: Line[]) => lines.map(({ text }) => text);

describe("the transcript", () => {
  it("shows what is being said until it is recognised for good", () => {
    let lines = mergeSegment([], aSegment(1, { source: "line", text: "租", final: false }));
    lines = mergeSegment(lines, aSegment(1, { source: "line", text: "租房", final: false }));
    expect(texts(lines)).toEqual(["租房"]);
    lines = mergeSegment(lines, aSegment(1, { source: "line", text: "租房落户" }));
    lines = mergeSegment(lines, aSegment(1, { source: "line", text: "租房", final: false }));
    expect(lines.map(({ text, final }) => [text, final])).toEqual([["租房落户", true]]);
  });

  it("keeps page and telephone line apart, which count for themselves", () => {
    const spoken = aSegment(1, { source: "line", at: "2026-11-22T09:00:30+08:00", text: "先" });
    const lines = [aSegment(1, { text: "后" }), spoken].reduce(mergeSegment, [] as Line[]);
    expect(texts(lines)).toEqual(["先", "后"]);
  });

  it("puts what the page adds behind everything, however its clock goes", () => {
    const later = aSegment(7, { source: "line", at: "2026-11-22T23:00:00+08:00" });
    const line = newLine([later], "caller", "新", NOW);
    expect(line).toMatchObject({ id: "page-1", unsent: true });
    expect(texts(mergeSegment([later], line))).toEqual(["话7", "新"]);
  });

  it("is read anew without losing what was not sent, and without doubling what was", () => {
    const state = newState(aCall());
    state.lines = [newLine([], "caller", "一", NOW)];
    state.lines = mergeSegment(state.lines, newLine(state.lines, "caller", "二", NOW));
    mergeDetails(state, details({ segments: [aSegment(1, { text: "一" })] }));
    expect(texts(state.lines)).toEqual(["一", "二"]);
    expect(state.lines.filter(({ unsent }) => unsent).map(({ text }) => text)).toEqual(["二"]);
  });

  it("is read anew without losing what is being said", () => {
    const state = newState(aCall());
    state.lines = [aSegment(1, { source: "line", text: "我在威海", final: false })];
    mergeDetails(state, details({ segments: [] }));
    expect(texts(state.lines)).toEqual(["我在威海"]);
    const said = aSegment(1, { source: "line", text: "我在威海租房" });
    mergeDetails(state, details({ segments: [said] }));
    expect(texts(state.lines)).toEqual(["我在威海租房"]);
  });
});

describe("suggestions", () => {
  it("come once, however often they are told", () => {
    const one = aSuggestion();
    const decision = { decision: "accept", reason: null, text: null } as const;
    const known = mergeSuggestion(mergeSuggestion([], one), { ...one, decision });
    expect(known).toEqual([{ ...one, decision }]);
  });

  it("give way to a later one for the same segment", () => {
    const failed = aSuggestion({ id: "failed", confident: false });
    expect(mergeSuggestion([failed], aSuggestion()).map(({ id }) => id)).toEqual(["suggestion-1"]);
    const changed = [
      aSuggestion({ id: "a", segment: null }),
      aSuggestion({ id: "b", segment: null }),
    ];
    expect(changed.reduce(mergeSuggestion, [] as typeof changed)).toHaveLength(2);
  });
});

it("calls that go on stand before those that are over", () => {
  const calls = [
    aCall({ id: "over", ended_at: "2026-11-22T10:00:00+08:00" }),
    aCall({ id: "old" }),
    aCall({ id: "new", started_at: "2026-11-22T09:30:00+08:00" }),
  ];
  expect(inOrder(calls.map(newState)).map(({ call }) => call.id)).toEqual(["new", "old", "over"]);
});
