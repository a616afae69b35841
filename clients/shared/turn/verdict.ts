/** A verdict as every page and the slip show it: worded, in order, without what leads astray. */
import type { Pathway } from "../contract/turn";
import { words } from "../words";
import { briefOf } from "./brief";
import { dayInWords } from "./dates";
import type { Citation, Companion, Condition, Turn } from "./model";

export interface ConditionView {
  id: string;
  text: string;
  state: Condition["state"];
  stateInWords: string;
  howToMeet: string | null;
  citation: Citation | null;
}

export interface VerdictView {
  /** The verdict in words, which say first that the document has lapsed where it has. */
  title: string;
  state: Condition["state"];
  pathway: string;
  /** From when the waiting is over, and whether that is all that is missing. */
  earliest: string | null;
  /** Unmet ones first, each once. */
  conditions: ConditionView[];
  /** Who does not qualify is not sent to a window: these three are empty then. */
  materials: string[];
  applyAt: string | null;
  landsAt: string | null;
  companions: { state: string; who: string[] }[];
  companionsNote: string | null;
  /** Those that the turn's overview tells nothing of. */
  alternatives: { pathway: Pathway; title: string; text: string }[];
}

const CONDITIONS: Condition["state"][] = ["unmet", "unknown", "met"];
const COMPANIONS: Companion["state"][] = ["allowed", "conditional", "unknown", "not_listed"];

/** The view of a turn's verdict; null where it gives none. */
export function verdictView(turn: Turn): VerdictView | null {
  const verdict = turn.eligibility;
  const brief = briefOf(turn, words.brief, words.ways);
  if (!verdict || !brief) return null;
  const goesOn = verdict.verdict !== "ineligible";
  const companions = goesOn ? verdict.companions : [];
  const conditions = conditionsOf(turn, verdict.conditions);
  return {
    title: brief.can,
    state: brief.state,
    pathway: words.pathways[verdict.pathway],
    earliest: earliestInWords(verdict.earliest_date, verdict.earliest_is_sure),
    conditions,
    materials: goesOn ? verdict.materials : [],
    applyAt: goesOn ? verdict.apply_at : null,
    landsAt: goesOn ? (verdict.lands_at ?? null) : null,
    companions: COMPANIONS.map((one) => ({
      state: words.companions[one],
      who: companions.filter((other) => other.state === one).map(({ relation }) => relation),
    })).filter(({ who }) => who.length > 0),
    companionsNote: verdict.companions_note ?? null,
    alternatives: verdict.alternatives
      .filter(({ pathway }) => !turn.overview?.some((way) => way.pathway === pathway))
      .map(({ pathway, verdict: found, text }) => ({
        pathway,
        title: words.alternative(words.pathways[pathway], words.verdicts[found]),
        text,
      })),
  };
}

function earliestInWords(day: string | null, sure: boolean | null): string | null {
  if (day === null) return null;
  return sure ? words.earliest(dayInWords(day)) : words.earliestOfTime(dayInWords(day));
}

function conditionsOf(turn: Turn, conditions: Condition[]): ConditionView[] {
  const views = conditions.map((one) => ({
    id: one.id,
    text: one.text,
    state: one.state,
    stateInWords: one.reason ? words.reasons[one.reason] : words.conditions[one.state],
    howToMeet: one.how_to_meet,
    citation: one.citation === null ? null : (turn.citations[one.citation] ?? null),
  }));
  const told = new Map(views.map((one) => [`${one.stateInWords} ${one.text}`, one]));
  const rank = ({ state }: ConditionView) => CONDITIONS.indexOf(state);
  return [...told.values()].sort((a, b) => rank(a) - rank(b));
}
