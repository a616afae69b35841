/** What a slip of paper tells of a turn. */
import type { CoveredRegion } from "@shared/api/types";
import { graveFirst } from "@shared/turn/grave";
import type { Citation, Turn } from "@shared/turn/model";
import type { ToldView } from "@shared/turn/interview";
import { spoken } from "@shared/turn/spoken";
import { verdictView } from "@shared/turn/verdict";
import { waysOf } from "@shared/turn/ways";
import { chinese as shared } from "@shared/words";
// The slip is for the window, whatever language the page speaks.
import { chinese as words } from "../words";

export interface Slip {
  place: string | null;
  subject: string;
  verdict: string | null;
  /** What the verdict rests on: the facts that were told. */
  told: ToldView[];
  brief: string[];
  /** How each way stands that something is known of. */
  ways: string[];
  unmet: { text: string; how: string | null }[];
  unknown: string[];
  materials: string[];
  applyAt: string | null;
  landsAt: string | null;
  /** Where to go by the offices' own word, each in a line. */
  offices: string[];
  notices: string[];
  basis: Citation[];
}

const MOST_LINES = 6;

/**
 * @param turn The answer to print.
 * @param asked What the person said or tapped.
 * @param regions For the names of subjects.
 * @param told The answers that the person gave.
 */
export function slipOf(
  turn: Turn,
  asked: string,
  regions: CoveredRegion[],
  told: ToldView[] = [],
): Slip {
  const read = spoken(turn);
  const verdict = verdictView(turn, shared);
  const conditions = verdict?.conditions ?? [];
  return {
    place: turn.region?.name ?? null,
    subject: subjectOf(turn, regions) ?? asked,
    verdict: verdict?.title ?? null,
    told: verdict || turn.overview ? told : [],
    brief: read.sections
      .flatMap(({ heading, lines }) => (heading ? [heading, ...lines] : lines))
      .slice(0, MOST_LINES),
    ways: (waysOf(turn, shared.ways)?.ways ?? []).map(({ title, stateInWords, missing }) =>
      words.slip.way(title, stateInWords, missing),
    ),
    unmet: conditions
      .filter(({ state }) => state === "unmet")
      .map(({ text, howToMeet: how }) => ({ text, how })),
    unknown: distinct(conditions.flatMap(({ state, text }) => (state === "unknown" ? [text] : []))),
    materials: verdict?.materials ?? [],
    applyAt: verdict?.applyAt ?? null,
    landsAt: verdict?.landsAt ?? null,
    offices: (turn.offices ?? []).map((one) => words.slip.office(one)),
    notices: graveFirst(turn.notices).map(({ text }) => text),
    basis: read.sections.flatMap(({ clauses }) => clauses.map(({ citation }) => citation)),
  };
}

function subjectOf(turn: Turn, regions: CoveredRegion[]): string | null {
  const region = regions.find(({ code }) => code === turn.region?.code);
  const known = [...(region?.pathways ?? []), ...(region?.subjects ?? [])];
  return known.find(({ id }) => id === turn.topic)?.title ?? null;
}

const distinct = (texts: string[]) => [...new Set(texts)];

/** A moment as the slip writes it, in the terminal's time. */
export function momentInWords(iso: string): string {
  const at = new Date(iso);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()] as const;
  return words.slip.moment(...day, timeInWords(iso));
}

/** The time of a moment, in the terminal's time. */
export function timeInWords(iso: string): string {
  const at = new Date(iso);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function dayOf(at: Date): string {
  return words.slip.day(at.getFullYear(), at.getMonth() + 1, at.getDate());
}

const two = (value: number) => String(value).padStart(2, "0");
