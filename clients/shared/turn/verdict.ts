/** A verdict as every page and the slip show it: worded, in order, without what leads astray. */
import type { Pathway } from "../contract/turn";
import { words } from "../words";
import { dayInWords } from "./dates";
import type { Citation, Companion, Condition, Eligibility, Turn } from "./model";

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
  /** What is missing, and what to do next, each in one line. */
  brief: { lacks: string; next: string };
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
  alternatives: { pathway: Pathway; title: string; text: string }[];
}

const STATES = { eligible: "met", ineligible: "unmet", undetermined: "unknown" } as const;
const CONDITIONS: Condition["state"][] = ["unmet", "unknown", "met"];
const COMPANIONS: Companion["state"][] = ["allowed", "conditional", "unknown", "not_listed"];

/** The view of a turn's verdict; null where it gives none. */
export function verdictView(turn: Turn): VerdictView | null {
  const verdict = turn.eligibility;
  if (!verdict) return null;
  const lapsed =
    turn.citations.length > 0 && turn.citations.every((one) => one.status === "expired");
  const title = words.verdicts[verdict.verdict];
  const state = STATES[verdict.verdict];
  const goesOn = verdict.verdict !== "ineligible";
  const companions = goesOn ? verdict.companions : [];
  const conditions = conditionsOf(turn, verdict.conditions);
  return {
    title: lapsed ? words.onLapsed(title) : title,
    // What a lapsed document grants is not shown as granted.
    state: lapsed && state === "met" ? "unknown" : state,
    pathway: words.pathways[verdict.pathway],
    brief: { lacks: lacksOf(conditions), next: nextOf(verdict, conditions, lapsed) },
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
    alternatives: verdict.alternatives.map(({ pathway, verdict: found, text }) => ({
      pathway,
      title: words.alternative(words.pathways[pathway], words.verdicts[found]),
      text,
    })),
  };
}

/** How many missing conditions are told in the one line. */
const MOST_LACKS = 2;

function lacksOf(conditions: ConditionView[]): string {
  const lacking = [...new Set(conditions.flatMap((one) => (one.state === "met" ? [] : one.text)))];
  if (lacking.length === 0) return words.brief.nothing;
  const told = lacking.slice(0, MOST_LACKS).join(words.brief.between);
  return lacking.length > MOST_LACKS ? words.brief.more(told, lacking.length) : told;
}

function nextOf(verdict: Eligibility, conditions: ConditionView[], lapsed: boolean): string {
  const { brief } = words;
  if (verdict.verdict === "ineligible") {
    const how = conditions.find(({ state, howToMeet }) => state === "unmet" && howToMeet);
    return how?.howToMeet ?? (verdict.alternatives.length > 0 ? brief.others : brief.askWindow);
  }
  if (verdict.verdict === "undetermined") {
    const untold = verdict.conditions.some(({ reason }) => reason === "fact_missing");
    return untold ? brief.tell : brief.askWindow;
  }
  const steps = [
    lapsed ? brief.askFirst : "",
    verdict.materials.length > 0 ? brief.bring(verdict.materials.length) : "",
    verdict.apply_at ? brief.goTo(verdict.apply_at) : "",
  ].filter(Boolean);
  return steps.join(brief.then) || brief.askWindow;
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
