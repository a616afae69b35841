/**
 * What several pathways come to for a person, as every client draws it, the best first. The mini
 * program is built with a copy of this file: it imports types and pure functions only.
 */
import type { Citation, Flip, Option, Turn, Way } from "../contract/turn";
import { wordedDay } from "./day";

/** `outside`: only what the document leaves open is missing; `unclear`: something is not told. */
export type WayState = "open" | "nearly" | "outside" | "unclear" | "closed";

/** How strongly a way is drawn; each state has a shape and a word beside it. */
export type WayTone = "good" | "near" | "doubt" | "bad";

/** The wording of a client. */
export interface WaysWords {
  readonly states: Readonly<Record<Exclude<WayState, "nearly">, string>>;
  /** A way in another language than the turn's. */
  named?(pathway: Way["pathway"], title: string): string;
  readonly nothingMissing: string;
  /** What leads the things that are missing: conditions are worded as if they were met. */
  readonly missing: Readonly<Record<Exclude<WayState, "open">, string>>;
  readonly between: string;
  /** Leads to the view of all ways. */
  readonly all: Readonly<Option>;
  lacks(count: number): string;
  /** How a state of a document that has lapsed is told. */
  onLapsed(state: string): string;
  /** The first of many things that are missing, with how many there are. */
  more(texts: string, count: number): string;
  earliest(day: string): string;
  date(year: string, month: string, day: string): string;
}

export interface WayView {
  readonly pathway: Way["pathway"];
  readonly title: string;
  readonly state: WayState;
  readonly tone: WayTone;
  readonly stateInWords: string;
  /** What is missing, or that nothing is; and the same without what leads it. */
  readonly missing: string;
  readonly lacks: string;
  /** The clause that decides. */
  readonly citation: Citation | null;
  /** The message that leads to it. */
  readonly payload: string;
}

export interface WaysView {
  /** All of it rests on a document that has lapsed. */
  readonly lapsed: boolean;
  readonly ways: readonly WayView[];
  /** Ways of which the person has not told enough: shown once somebody asks for them. */
  readonly unclear: readonly WayView[];
}

/** How many missing things are told of a way. */
const MOST_MISSING = 3;

const STATES = { open: "open", nearly_open: "nearly", closed: "closed" } as const;
const TONES = { open: "good", nearly: "near", outside: "doubt", unclear: "doubt", closed: "bad" };

/** Whether everything that a turn cites has lapsed. */
export function isLapsed({ citations }: Pick<Turn, "citations">): boolean {
  return citations.length > 0 && citations.every(({ status }) => status === "expired");
}

/** The view of a turn's overview; null where it gives none beside its own verdict. */
export function waysOf(turn: Turn, say: WaysWords): WaysView | null {
  const lapsed = isLapsed(turn);
  const all = (turn.overview ?? [])
    .filter(({ pathway }) => pathway !== turn.eligibility?.pathway)
    .map((way) => viewOf(way, turn, lapsed, say));
  if (all.length === 0) return null;
  return {
    lapsed,
    ways: all.filter(({ state }) => state !== "unclear"),
    unclear: all.filter(({ state }) => state === "unclear"),
  };
}

/**
 * The options of a turn that no way on view is a button for. A refusal is no dead end: who was not
 * shown all ways may have them looked at.
 */
export function optionsBeside(turn: Turn, view: WaysView | null, say: WaysWords): Option[] {
  const shown = new Set((view?.ways ?? []).map(({ payload }) => payload));
  const beside = turn.options.filter(({ payload }) => !shown.has(payload));
  const isRefused = turn.eligibility?.verdict === "ineligible";
  const seesAll = (view?.unclear ?? []).length > 0;
  return isRefused && !seesAll ? [...beside, say.all] : beside;
}

function viewOf(way: Way, turn: Turn, lapsed: boolean, say: WaysWords): WayView {
  const state = stateOf(way);
  const tone = TONES[state] as WayTone;
  const told = state === "nearly" ? say.lacks(way.flips.length) : say.states[state];
  const lacks = lacksOf(way, state, say);
  const cited = way.citation === null ? undefined : turn.citations[way.citation];
  return {
    pathway: way.pathway,
    title: say.named?.(way.pathway, way.title) ?? way.title,
    state,
    // What a lapsed document grants is not shown as granted.
    tone: lapsed && tone === "good" ? "doubt" : tone,
    stateInWords: lapsed && state === "open" ? say.onLapsed(told) : told,
    missing: state === "open" ? lacks : say.missing[state] + lacks,
    lacks,
    citation: cited ?? null,
    payload: payloadOf(way, turn.options),
  };
}

function stateOf({ verdict, missing }: Way): WayState {
  if (verdict !== "undetermined") return STATES[verdict];
  return missing.some(({ reason }) => reason === "fact_missing") ? "unclear" : "outside";
}

function lacksOf(way: Way, state: WayState, say: WaysWords): string {
  if (state === "open") return say.nothingMissing;
  // Conditions may stand for one another; the fewest of them are what a person has to hear of.
  const fewest = state === "nearly" || state === "unclear" ? way.flips.map(wordsOf) : [];
  const lacking = fewest.length > 0 ? fewest : way.missing.map(({ text }) => text);
  const texts = [...new Set(lacking.map(bare))];
  const told = texts.slice(0, MOST_MISSING).join(say.between);
  const line = texts.length > MOST_MISSING ? say.more(told, texts.length) : told;
  if (way.earliest_date === null) return line;
  return [line, say.earliest(wordedDay(way.earliest_date, say.date))].join(say.between);
}

const wordsOf = ({ how, text, known }: Flip) => (known ? (how ?? text) : text);

/** A text without its full stop, as others may follow. */
const bare = (text: string) => text.replace(/。$/u, "");

/** A way without a tap of its own is asked about by its title. */
function payloadOf({ title }: Way, options: readonly Option[]): string {
  return options.find((option) => option.title === title)?.payload ?? title;
}
