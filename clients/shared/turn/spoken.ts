/**
 * A turn's text without what its fields show better. Only lines that do stand in a field are left
 * out, so that a sentence which no field holds is never lost.
 */
import { words } from "../words";
import { compact } from "./mark";
import type { Eligibility, Notice, Turn } from "./model";

export interface Shown {
  /** Index into the turn's citations. */
  citation: number;
  /** The part of the clause that is quoted; null where it is all of it. */
  excerpt: string | null;
  /** Not what answers, but near to it. */
  related: boolean;
}

export interface Section {
  /** What the section is about, where the turn has several: a region, or one of the questions. */
  heading: string | null;
  lines: string[];
  shown: Shown[];
}

export interface Spoken {
  sections: Section[];
  /** What leads back to the question, without a colon at its end. */
  questionLead: string | null;
  /** The turn itself says why it asks. */
  tellsWhy: boolean;
  /** What the text adds to the companions. */
  companionsNote: string | null;
  /** The notices that no section's lines tell. */
  notices: Notice[];
}

const { written } = words;
const LONGEST_HEADING = 24;
const MOST_QUOTED_LINES = 40;

/** Take a turn's text apart. */
export function spoken(turn: Turn): Spoken {
  const read: Spoken = {
    sections: [],
    questionLead: null,
    tellsWhy: false,
    companionsNote: null,
    notices: [],
  };
  const lines = turn.text.split("\n").map((line) => line.trim());
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const quoted = written.source.test(line) ? quotedAfter(turn, lines, at) : null;
    if (quoted) {
      sectionOf(read).shown.push(quoted.shown);
      at = quoted.last;
    } else if (line.startsWith(written.section)) {
      read.sections.push(opened(line.slice(written.section.length)));
    } else {
      const rest = withoutShown(turn, read, line);
      if (rest) sectionOf(read).lines.push(rest);
    }
  }
  if (read.sections.every(({ shown }) => shown.length === 0) && turn.citations.length > 0) {
    sectionOf(read).shown = turn.citations.map((_one, citation) => ({
      citation,
      excerpt: null,
      related: false,
    }));
  }
  const told = read.sections.flatMap((section) => section.lines).join("\n");
  read.notices = turn.notices.filter(({ text }) => !told.includes(text));
  return read;
}

function sectionOf(read: Spoken): Section {
  const last = read.sections.at(-1);
  if (last) return last;
  const first: Section = { heading: null, lines: [], shown: [] };
  read.sections.push(first);
  return first;
}

function opened(line: string): Section {
  const colon = line.indexOf(written.colon);
  if (colon < 0 || colon > LONGEST_HEADING) return { heading: line, lines: [], shown: [] };
  const rest = line.slice(colon + 1);
  return { heading: line.slice(0, colon), lines: rest ? [rest] : [], shown: [] };
}

/** The citation whose quote, or a part of it, follows the source in line `at`; the last line of it. */
function quotedAfter(turn: Turn, lines: string[], at: number) {
  const source = lines[at] ?? "";
  const end = Math.min(lines.length, at + MOST_QUOTED_LINES);
  let read = "";
  for (let last = at + 1; last < end; last += 1) {
    read += lines[last] ?? "";
    const quote = read.slice(
      written.beginOfQuote.length,
      Math.max(read.lastIndexOf(written.endOfQuote), 0),
    );
    const citation = quote ? quoting(turn, source, compact(quote)) : -1;
    if (citation < 0) continue;
    const whole = compact(turn.citations[citation]?.quote ?? "") === compact(quote);
    const excerpt = whole ? null : quote;
    return { shown: { citation, excerpt, related: !source.startsWith(written.basis) }, last };
  }
  return null;
}

function quoting(turn: Turn, source: string, quote: string): number {
  const quotes = turn.citations.map(({ title, quote: whole }) =>
    source.includes(title) ? compact(whole) : "",
  );
  const same = quotes.indexOf(quote);
  return same < 0 ? quotes.findIndex((whole) => whole.includes(quote)) : same;
}

/** What is left of a line that no field shows; empty where fields show all of it. */
function withoutShown(turn: Turn, read: Spoken, line: string): string {
  if (turn.notices.some(({ text }) => text === line)) return "";
  if (turn.eligibility) return withoutVerdict(turn.eligibility, read, line);
  if (!turn.question) return line;
  if (line === turn.question.why) {
    read.tellsWhy = true;
    return "";
  }
  if (!line.includes(turn.question.text)) return line;
  const rest = line.replace(turn.question.text, "").trim();
  if (!rest.endsWith(written.colon)) return rest;
  read.questionLead = rest.slice(0, -1);
  return "";
}

function withoutVerdict(verdict: Eligibility, read: Spoken, line: string): string {
  const { companions, materials, conditions, apply_at: place, lands_at: lands } = verdict;
  const colon = line.indexOf(written.colon);
  const told = line.slice(colon + 1);
  if (colon < 0) return line === words.materialsNone ? "" : line;
  if (conditions.some(({ text }) => told.startsWith(text))) return "";
  if (told === place || told === lands || told === materials.join(words.between)) return "";
  if (line.startsWith(words.alternativesTitle)) return "";
  const allowed = companions.filter(({ state }) => state === "allowed");
  if (!line.startsWith(words.companionsTitle)) return line;
  if (!allowed.every(({ relation }) => told.includes(relation))) return line;
  read.companionsNote = written.companionsNote.exec(line)?.[1] ?? null;
  return "";
}
