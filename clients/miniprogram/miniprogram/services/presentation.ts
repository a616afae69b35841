/** A turn as the components show it. */

import type { Citation, Turn } from '../generated/turn';
import { sentences, words } from '../words';

/** A tag's colour in TDesign. */
type Theme = 'success' | 'danger' | 'warning' | 'default' | 'primary';
type Eligibility = NonNullable<Turn['eligibility']>;

export interface ConditionRow {
  readonly id: string;
  readonly text: string;
  readonly mark: string;
  readonly state: string;
  readonly theme: Theme;
  readonly howToMeet: string;
  readonly clause: string;
  /** Index into the turn's citations, -1 where none. */
  readonly citation: number;
}

export interface VerdictCard {
  readonly title: string;
  readonly theme: Theme;
  readonly pathway: string;
  readonly conditions: readonly ConditionRow[];
  readonly earliest: string;
  readonly applyAt: string;
  readonly landsAt: string;
  readonly companions: readonly { text: string; state: string; citation: number }[];
  readonly alternatives: readonly { title: string; text: string }[];
}

const VERDICT: Record<Eligibility['verdict'], Theme> = {
  eligible: 'success',
  ineligible: 'danger',
  undetermined: 'warning',
};

const STATE: Record<Eligibility['conditions'][number]['state'], Theme> = {
  met: 'success',
  unmet: 'danger',
  unknown: 'warning',
};

const STATUS: Record<Citation['status'], Theme> = {
  in_force: 'success',
  expired: 'danger',
  not_yet_effective: 'warning',
  undated: 'warning',
};

export function verdictCard(turn: Turn): VerdictCard | null {
  const { eligibility, citations } = turn;
  if (eligibility === undefined) return null;
  const lapsed = citations.length > 0 && citations.every(({ status }) => status === 'expired');
  return {
    title: lapsed
      ? sentences.onLapsed(words.verdict[eligibility.verdict])
      : words.verdict[eligibility.verdict],
    // What a lapsed document grants is not shown as granted.
    theme: lapsed && eligibility.verdict === 'eligible' ? 'warning' : VERDICT[eligibility.verdict],
    pathway: words.pathways[eligibility.pathway],
    conditions: eligibility.conditions.map((condition) => ({
      id: condition.id,
      text: condition.text,
      mark: words.marks[condition.state],
      state: condition.reason ? words.reasons[condition.reason] : words.states[condition.state],
      theme: STATE[condition.state],
      howToMeet: condition.how_to_meet ?? '',
      ...cited(condition.citation, citations),
    })),
    earliest:
      eligibility.earliest_date === null ? '' : sentences.earliest(date(eligibility.earliest_date)),
    applyAt: eligibility.apply_at ?? '',
    landsAt: eligibility.lands_at ?? '',
    companions: eligibility.companions.map(({ relation, state, citation }) => ({
      text: relation,
      state: words.companions[state],
      citation: citation ?? -1,
    })),
    alternatives: eligibility.alternatives.map(({ pathway, verdict, text }) => ({
      title: sentences.alternative(words.pathways[pathway], words.verdict[verdict]),
      text,
    })),
  };
}

const COMPACT = /\s/gu;

/**
 * What the bot says, without the lines that the cards under it show better: quotes with their
 * sources, notices, the conditions of a verdict, the question that is asked.
 */
export function spokenLines(turn: Turn): readonly string[] {
  const lines = turn.text.split('\n').filter((line) => line.trim() !== '');
  const left = beforeConditions(lines, turn).filter((line) => !shownElsewhere(line, turn));
  return left.length > 0 || turn.question !== undefined ? left : lines;
}

function beforeConditions(lines: readonly string[], { eligibility }: Turn): readonly string[] {
  if (eligibility === undefined) return lines;
  const first = lines.findIndex((line) =>
    eligibility.conditions.some(({ text }) => line.includes(text)),
  );
  return first < 0 ? lines : lines.slice(0, first);
}

function shownElsewhere(line: string, { kind, citations, notices, question }: Turn): boolean {
  // Side by side and for several questions, the quotes stand where they belong only in the text.
  if (kind === 'comparison') return false;
  if (notices.some(({ text }) => text === line) || question?.text === line) return true;
  const compact = line.replace(COMPACT, '');
  return citations.some(
    ({ quote, title }) =>
      compact.includes(quote.replace(COMPACT, '')) ||
      (compact.includes(title) && compact.endsWith(words.colon)),
  );
}

export interface ClauseMeta {
  readonly number: string;
  readonly status: string;
  readonly theme: Theme;
  readonly dates: string;
}

/** Number, status and dates of a document, as the person reads them. */
export function clauseMeta(
  document: Pick<Citation, 'doc_number' | 'status' | 'effective_from' | 'expires_on'>,
): ClauseMeta {
  return {
    number: document.doc_number ?? words.clause.noNumber,
    status: words.status[document.status],
    theme: STATUS[document.status],
    dates: sentences.dates(
      document.effective_from === null ? null : date(document.effective_from),
      document.expires_on === null ? null : date(document.expires_on),
    ),
  };
}

/** What "copy" puts on the clipboard: the quote with its source. */
export function citedText(citation: Citation): string {
  const { number, status, dates } = clauseMeta(citation);
  return sentences.copied(
    citation.quote,
    citation.title,
    number,
    citation.heading,
    `${status} ${dates}`,
  );
}

export function degraded(turn: Turn): boolean {
  return turn.notices.some(({ kind }) => kind === 'degraded');
}

function cited(
  index: number | null,
  citations: readonly Citation[],
): { clause: string; citation: number } {
  const citation = index === null ? undefined : citations[index];
  return citation === undefined || index === null
    ? { clause: '', citation: -1 }
    : { clause: citation.heading || citation.clause, citation: index };
}

function date(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-').map((part) => String(Number(part)));
  return sentences.date(year, month, day);
}
