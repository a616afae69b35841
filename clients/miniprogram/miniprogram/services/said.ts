/** What a turn says in its own words, and the clauses that it shows, each with its place. */

import type { Answered, Citation, Part, Turn } from '../generated/turn';
import { words } from '../words';

export interface Shown {
  readonly citation: Citation;
  /** The part of the clause that is quoted; empty where it is all of it. */
  readonly excerpt: string;
}

export interface Section {
  /** What the section answers, where the turn has several: a place, or one of the questions. */
  readonly heading: string;
  readonly outcome: string;
  readonly lines: string[];
  readonly clauses: Shown[];
}

export interface Said {
  readonly sections: readonly Section[];
  /** A clause that does not answer but is near to it; a phone has room for one. */
  readonly related: Shown | null;
}

/** Reads a turn's parts; what a verdict, ways, notices and materials hold is left to their own cards. */
export function said(turn: Turn): Said {
  const sections: Section[] = [];
  const related: Shown[] = [];
  const answers = [...(turn.answers ?? [])];
  const last = (): Section => {
    const section = sections.at(-1) ?? sectionOn();
    if (sections.length === 0) sections.push(section);
    return section;
  };
  turn.parts.forEach((part, at) => {
    const answered = part.kind === 'answer' ? answers.shift() : undefined;
    if (answered !== undefined) sections.push(sectionOn(answered));
    else if (part.kind === 'clause') {
      for (const shown of clausesOf(turn, part))
        (shown.citation.role === 'related' ? related : last().clauses).push(shown);
    } else if (isLine(turn, part, at)) last().lines.push(part.text);
  });
  if (!turn.parts.some(({ kind }) => kind === 'clause')) {
    const answering = turn.citations.filter(({ role }) => role === 'answers');
    if (answering.length > 0)
      last().clauses.push(...answering.map((citation) => ({ citation, excerpt: '' })));
  }
  return {
    sections,
    related: related[0] ?? null,
  };
}

function sectionOn(answered?: Answered): Section {
  return {
    heading: answered?.question ?? '',
    outcome: answered === undefined ? '' : words.outcomes[answered.outcome],
    lines: [],
    clauses: [],
  };
}

function clausesOf(turn: Turn, part: Part): readonly Shown[] {
  return part.citations.flatMap((index) => {
    const citation = turn.citations[index];
    return citation === undefined ? [] : [{ citation, excerpt: part.excerpt ?? '' }];
  });
}

/** Conditions, ways and what is practical of a verdict stand on cards, offers among the taps. */
function isLine(turn: Turn, { kind }: Part, at: number): boolean {
  if (kind === 'notice') return false;
  if (kind === 'question') return turn.question === undefined;
  if (kind === 'condition' || kind === 'answer')
    return turn.eligibility === undefined && turn.overview === undefined;
  // An offer at the beginning leads to the rest.
  return kind !== 'offer' || turn.parts.slice(0, at).every((before) => before.kind === 'offer');
}
