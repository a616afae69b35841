/** What the hotline API says; names are those of its JSON. */
import type { Citation, Question, Turn } from "@shared/contract/turn";
import type { DocumentHeader, Option } from "@shared/turn/model";

export type { DocumentHeader, PolicyDocument } from "@shared/turn/model";

export type Role = "operator" | "supervisor" | "policy";

export interface Account {
  name: string;
  display_name: string;
  roles: Role[];
}

/** What an identity provider sends a browser back with. */
export type WayBack = Partial<Record<"state" | "code" | "error" | "iss", string>>;

export interface RegionRef {
  code: string;
  name: string;
}

export interface Call {
  id: string;
  external_id: string | null;
  operator: string;
  region: RegionRef | null;
  started_at: string;
  ended_at: string | null;
}

export type Speaker = "caller" | "operator";

/** A stretch of speech as it is sent. */
export interface Spoken {
  sequence: number;
  speaker: Speaker;
  text: string;
  final: boolean;
}

/** A stretch of speech as it is shown; page and telephone line count for themselves. */
export interface Segment extends Spoken {
  id: string;
  source: "page" | "line";
  at: string;
}

export interface KnownFact {
  name: string;
  label: string;
  value: boolean | number | string | null;
  shown: string;
  unknown: boolean;
}

export type NextQuestion = Question & { options: Option[] };

export type Verdict = "eligible" | "ineligible" | "undetermined";

export type Choice = "accept" | "edit" | "reject";

export interface Decision {
  decision: Choice;
  reason: string | null;
  text: string | null;
}

export interface Suggestion {
  id: string;
  at: string;
  /** Id of the segment that it answers; null where the operator changed something. */
  segment: string | null;
  segment_sequence: number | null;
  text: string;
  turn: Turn;
  confidence: number;
  confident: boolean;
  short: string | null;
  long: string | null;
  /** What the operator does beside answering; missing in what was suggested before there was one. */
  refer?: string | null;
  clauses: Citation[];
  facts: KnownFact[];
  next_question: NextQuestion | null;
  verdict: Verdict | null;
  /** What went wrong, where nothing could be concluded because of that. */
  notice?: string | null;
  decision: Decision | null;
}

/** What a supervisor writes to the operator of a call. */
export interface Note {
  id: string;
  by: string;
  text: string;
  at: string;
}

/** A call found again, by a line in it. */
export interface FoundCall {
  call: Call;
  topic: string | null;
  line: string;
}

/** What an operator did on a day; `seconds` is the average length of a call. */
export interface ShiftRow {
  operator: string;
  name: string;
  calls: number;
  open: number;
  handovers: number;
  seconds: number | null;
  accept: number;
  edit: number;
  reject: number;
  undecided: number;
  topics: string[];
}

export interface Shift {
  day: string;
  rows: ShiftRow[];
  text: string;
}

export interface CallDetails {
  notes?: Note[];
  call: Call;
  segments: Segment[];
  suggestions: Suggestion[];
  facts: KnownFact[];
}

export interface FactKind {
  name: string;
  label: string;
  question?: string;
  type: "bool" | "enum" | "duration";
  choices: { title: string; value: boolean | string }[];
}

/** A value that a fact may be given: durations as days, as a length or as their first day. */
export type FactValue = boolean | number | string | null;

export interface Region extends RegionRef {
  pathways: { id: string; title: string }[];
  subjects: { id: string; title: string }[];
  documents: DocumentHeader[];
}

export interface Hit {
  citation: Citation;
  score: number;
  passage: string;
}

export interface HandedOut {
  code: string;
  expires_at: string;
  link?: string | null;
}

export type Cell = string | number | null;
export type ReportRow = Record<string, Cell>;

/** Rows of each report that the account may see, by the report's name. */
export type Reports = { from: string; to: string } & { [name: string]: ReportRow[] | string };

export interface ReportFilter {
  from: string;
  to: string;
  region: string;
  channel: string;
}

/** Somebody at a kiosk or a phone who wants a person. */
export interface Waiting {
  id: string;
  channel: string;
  region: RegionRef | null;
  topic: string | null;
  asked_at: string;
  taken_at: string | null;
  operator: string | null;
  /** The call in which an operator who took them writes; null while they wait. */
  call: string | null;
  told: { label: string; shown: string }[];
  /** Their last words before, oldest first. */
  said: string[];
}

/** Somebody who waits, or writes, no longer. */
export interface Ended {
  id: string;
  call: string | null;
  by: "resident" | "operator" | "absent" | "unanswered" | null;
  /** Whether all that was said was erased. */
  erased: boolean;
}

export interface Queue {
  waiting: Waiting[];
  taken: Waiting[];
  overdue: number;
}

export type Frame =
  | { type: "handover"; handover: Waiting }
  | { type: "handover_taken"; id: string }
  | { type: "handover_over"; handover: Ended }
  | { type: "call"; call: Call }
  | { type: "note"; call: string; note: Note }
  | { type: "segment"; call: string; segment: Segment }
  | { type: "suggestion"; call: string; suggestion: Suggestion }
  | { type: "ping" };
