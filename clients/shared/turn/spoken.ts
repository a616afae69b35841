/** What a turn says in its own words, and the clauses that it shows, each with its place. */
import type { Citation, Outcome, Part, Turn } from "./model";

export interface Shown {
  citation: Citation;
  /** The part of the clause that is quoted; null where it is all of it. */
  excerpt: string | null;
}

export interface Section {
  /** What the section answers, where the turn has several: a place, or one of the questions. */
  heading: string | null;
  outcome: Outcome | null;
  lines: string[];
  clauses: Shown[];
}

export interface Spoken {
  sections: Section[];
  /** Clauses that do not answer, but are near to it. */
  related: Shown[];
  /** What the person is asked, with what leads to it; null where the turn asks for no fact. */
  question: string | null;
  /** The turn itself says why it asks. */
  tellsWhy: boolean;
}

/** Read a turn's parts; what a verdict, ways, notices and materials hold is left to their own views. */
export function spoken(turn: Turn): Spoken {
  const read: Spoken = { sections: [], related: [], question: null, tellsWhy: false };
  const answers = [...(turn.answers ?? [])];
  turn.parts.forEach((part, at) => {
    const answered = part.kind === "answer" ? answers.shift() : undefined;
    if (answered) read.sections.push(sectionOn(answered.question, answered.outcome));
    else if (part.kind === "clause") showClauses(turn, part, read);
    else if (part.kind === "question" && turn.question) read.question = part.text;
    else if (isLine(turn, part, at)) lastOf(read).lines.push(part.text);
    if (part.kind === "condition" && !turn.eligibility) read.tellsWhy = true;
  });
  if (turn.question) read.question ??= turn.question.text;
  if (!turn.parts.some(({ kind }) => kind === "clause")) {
    const answering = turn.citations.filter(({ role }) => role === "answers");
    const shown = answering.map((citation) => ({ citation, excerpt: null }));
    if (shown.length > 0) lastOf(read).clauses = shown;
  }
  return read;
}

const sectionOn = (heading: string | null, outcome: Outcome | null): Section => ({
  heading,
  outcome,
  lines: [],
  clauses: [],
});

function lastOf(read: Spoken): Section {
  const last = read.sections.at(-1) ?? sectionOn(null, null);
  if (read.sections.length === 0) read.sections.push(last);
  return last;
}

function showClauses(turn: Turn, part: Part, read: Spoken) {
  for (const index of part.citations) {
    const citation = turn.citations[index];
    if (!citation) continue;
    const place = citation.role === "related" ? read.related : lastOf(read).clauses;
    place.push({ citation, excerpt: part.excerpt ?? null });
  }
}

/** Conditions, ways and what is practical of a verdict stand in its view, offers among the taps. */
function isLine(turn: Turn, { kind }: Part, at: number): boolean {
  if (kind === "notice") return false;
  if (kind === "condition" || kind === "answer") return !turn.eligibility && !turn.overview;
  // An offer at the beginning leads to the rest.
  return kind !== "offer" || turn.parts.slice(0, at).every((before) => before.kind === "offer");
}
