/** What the tests' server says; imported by tests only. */
import type { Citation, Turn } from "@shared/turn/model";
import type { Call, CallDetails, Segment, Suggestion } from "../api/types";

export const CITATION: Citation = {
  document: "371000-weihai",
  title: "某意见",
  doc_number: "威政办发〔2021〕1号",
  issuer: "威海市人民政府办公室",
  clause: "一/(二)",
  heading: "一、放开 > （二）租房",
  quote: "可以在房屋所在地办理落户。",
  status: "in_force",
  effective_from: "2021-10-21",
  expires_on: null,
  role: "answers",
};

export const TURN: Turn = {
  version: 2,
  kind: "answer",
  text: "能。",
  parts: [{ kind: "conclusion", text: "能。", citations: [0] }],
  region: { code: "371000", name: "威海市" },
  topic: "renting",
  citations: [CITATION],
  notices: [],
  options: [],
};

/** A call of an operator. */
export function aCall(more: Partial<Call> = {}): Call {
  return {
    id: "call-1",
    external_id: null,
    operator: "wang",
    region: { code: "371000", name: "威海市" },
    started_at: "2026-11-22T09:00:00+08:00",
    ended_at: null,
    ...more,
  };
}

/** Something that was said. */
export function aSegment(sequence: number, more: Partial<Segment> = {}): Segment {
  const source = more.source ?? "page";
  return {
    id: `${source}-${sequence}`,
    source,
    sequence,
    speaker: "caller",
    text: `话${sequence}`,
    final: true,
    at: `2026-11-22T09:01:${String(sequence).padStart(2, "0")}+08:00`,
    ...more,
  };
}

/** A suggestion that is sure enough. */
export function aSuggestion(more: Partial<Suggestion> = {}): Suggestion {
  return {
    id: "suggestion-1",
    at: "2026-11-22T09:02:00+08:00",
    segment: "page-1",
    segment_sequence: 1,
    text: "租房能落户吗",
    turn: TURN,
    confidence: 0.9,
    confident: true,
    short: "能，租房可以落户。",
    long: "能，租房可以落户。依据如下。",
    clauses: [CITATION],
    facts: [],
    next_question: null,
    verdict: null,
    notice: null,
    decision: null,
    ...more,
  };
}

/** A call with all that belongs to it. */
export function details(more: Partial<CallDetails> = {}): CallDetails {
  return { call: aCall(), segments: [], suggestions: [], facts: [], ...more };
}
