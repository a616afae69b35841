/** A turn as the components show it. */

import type { Citation, Turn } from '../generated/turn';
import { wordedDay } from '../generated/day';
import { progressOf } from '../generated/interview';
import { asked, date as wordedDate } from '../generated/wording';
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

/** The same as clients/shared/turn/verdict.ts has, with the marks and colours of this medium. */
export interface VerdictCard {
  readonly pathway: string;
  readonly conditions: readonly ConditionRow[];
  /** From when the waiting is over, and whether that is all that is missing. */
  readonly earliest: string;
  /** Who does not qualify is not sent to a window: these and the companions are empty then. */
  readonly materials: readonly string[];
  readonly applyAt: string;
  readonly landsAt: string;
  readonly companions: readonly { state: string; who: string }[];
  readonly companionsNote: string;
  readonly alternatives: readonly { title: string; text: string }[];
}

const STATE: Record<Eligibility['conditions'][number]['state'], Theme> = {
  met: 'success',
  unmet: 'danger',
  unknown: 'warning',
};

type Companion = Eligibility['companions'][number]['state'];
const COMPANIONS: readonly Companion[] = ['allowed', 'conditional', 'unknown', 'not_listed'];
const CONDITIONS: readonly string[] = ['unmet', 'unknown', 'met'];

const STATUS: Record<Citation['status'], Theme> = {
  in_force: 'success',
  expired: 'danger',
  not_yet_effective: 'warning',
  undated: 'warning',
};

export function verdictCard(turn: Turn): VerdictCard | null {
  const { eligibility, citations } = turn;
  if (eligibility === undefined) return null;
  const goesOn = eligibility.verdict !== 'ineligible';
  const companions = goesOn ? eligibility.companions : [];
  return {
    pathway: words.pathways[eligibility.pathway],
    conditions: conditionRows(eligibility, citations),
    earliest: earliest(eligibility),
    materials: goesOn ? eligibility.materials : [],
    applyAt: goesOn ? (eligibility.apply_at ?? '') : '',
    landsAt: goesOn ? (eligibility.lands_at ?? '') : '',
    companions: COMPANIONS.map((state) => ({
      state: words.companions[state],
      who: companions
        .filter((one) => one.state === state)
        .map(({ relation }) => relation)
        .join(words.between),
    })).filter(({ who }) => who !== ''),
    companionsNote: goesOn ? (eligibility.companions_note ?? '') : '',
    alternatives: eligibility.alternatives
      .filter(({ pathway }) => turn.overview?.some((way) => way.pathway === pathway) !== true)
      .map(({ pathway, verdict, text }) => ({
        title: sentences.alternative(words.pathways[pathway], words.verdict[verdict]),
        text,
      })),
  };
}

/** Unmet conditions first, each once. */
function conditionRows(
  { conditions }: Eligibility,
  citations: readonly Citation[],
): readonly ConditionRow[] {
  const rank = ({ state }: { state: string }): number => CONDITIONS.indexOf(state);
  const rows = [...conditions]
    .sort((a, b) => rank(a) - rank(b))
    .map((condition) => ({
      id: condition.id,
      text: condition.text,
      mark: words.marks[condition.state],
      state: condition.reason ? words.reasons[condition.reason] : words.states[condition.state],
      theme: STATE[condition.state],
      howToMeet: condition.how_to_meet ?? '',
      ...cited(condition.citation, citations),
    }));
  return [...new Map(rows.map((row) => [`${row.state} ${row.text}`, row])).values()];
}

function earliest({ earliest_date: day, earliest_is_sure: sure }: Eligibility): string {
  if (day === null) return '';
  return sure === true ? sentences.earliest(date(day)) : sentences.earliestOfTime(date(day));
}

export interface ClauseMeta {
  readonly number: string;
  readonly status: string;
  readonly theme: Theme;
  readonly dates: string;
  /** By which acts the clause has its words. */
  readonly amended: readonly string[];
}

/** Number, status and dates of a document, as the person reads them. */
export function clauseMeta(
  document: Pick<
    Citation,
    'doc_number' | 'status' | 'effective_from' | 'expires_on' | 'amendments' | 'amended_on'
  >,
): ClauseMeta {
  return {
    number: document.doc_number ?? '',
    status:
      document.amended_on === undefined
        ? words.status[document.status]
        : sentences.superseded(date(document.amended_on)),
    theme: STATUS[document.status],
    dates: sentences.dates(
      document.effective_from === null ? null : date(document.effective_from),
      document.expires_on === null ? null : date(document.expires_on),
    ),
    amended: (document.amendments ?? []).map((one) =>
      sentences.amended(
        date(one.since),
        one.title.replace(/《/gu, '〈').replace(/》/gu, '〉'),
        one.doc_number === null ? '' : `（${one.doc_number}）`,
        sentences.amendedItem(one.item),
      ),
    ),
  };
}

/** What "copy" puts on the clipboard: the quote with its source. */
export function citedText(citation: Citation): string {
  const { number, status, dates, amended } = clauseMeta(citation);
  return sentences.copied(
    citation.quote,
    citation.title,
    number,
    citation.heading,
    [`${status} ${dates}`, ...amended].join('\n'),
  );
}

/** How far the questions are, in words; empty where the last turn asks nothing. */
export function progressIn(turns: readonly (Turn | null)[]): string {
  const progress = progressOf(turns);
  if (progress === null) return '';
  const { number, about } = progress;
  return about === null ? asked.counted(number) : asked.about(number, about);
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

const date = (iso: string): string => wordedDay(iso, wordedDate);
