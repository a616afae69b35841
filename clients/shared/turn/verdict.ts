/** A verdict as every page and the slip show it: worded, in order, without what leads astray. */
import type { Pathway } from "../contract/turn";
import { type Words, words } from "../words";
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

/**
 * The view of a turn's verdict; null where it gives none.
 *
 * @param say The words to tell it in, where they are not those of the page.
 */
export function verdictView(turn: Turn, say = words): VerdictView | null {
  const verdict = turn.eligibility;
  const brief = briefOf(turn, say.brief, say.ways);
  if (!verdict || !brief) return null;
  const goesOn = verdict.verdict !== "ineligible";
  const companions = goesOn ? verdict.companions : [];
  const conditions = conditionsOf(turn, verdict.conditions, say);
  return {
    title: brief.can,
    state: brief.state,
    pathway: say.pathways[verdict.pathway],
    earliest: earliestInWords(verdict.earliest_date, verdict.earliest_is_sure, say),
    conditions,
    materials: goesOn ? verdict.materials : [],
    applyAt: goesOn ? verdict.apply_at : null,
    landsAt: goesOn ? (verdict.lands_at ?? null) : null,
    companions: COMPANIONS.map((one) => ({
      state: say.companions[one],
      who: companions.filter((other) => other.state === one).map(({ relation }) => relation),
    })).filter(({ who }) => who.length > 0),
    companionsNote: verdict.companions_note ?? null,
    alternatives: verdict.alternatives
      .filter(({ pathway }) => !turn.overview?.some((way) => way.pathway === pathway))
      .map(({ pathway, verdict: found, text }) => ({
        pathway,
        title: say.alternative(say.pathways[pathway], say.verdicts[found]),
        text,
      })),
  };
}

function earliestInWords(day: string | null, sure: boolean | null, say: Words): string | null {
  if (day === null) return null;
  return sure ? say.earliest(dayInWords(day, say)) : say.earliestOfTime(dayInWords(day, say));
}

function conditionsOf(turn: Turn, conditions: Condition[], say: Words): ConditionView[] {
  const views = conditions.map((one) => ({
    id: one.id,
    text: one.text,
    state: one.state,
    stateInWords: one.reason ? say.reasons[one.reason] : say.conditions[one.state],
    howToMeet: one.how_to_meet,
    citation: one.citation === null ? null : (turn.citations[one.citation] ?? null),
  }));
  const told = new Map(views.map((one) => [`${one.stateInWords} ${one.text}`, one]));
  const rank = ({ state }: ConditionView) => CONDITIONS.indexOf(state);
  return [...told.values()].sort((a, b) => rank(a) - rank(b));
}
