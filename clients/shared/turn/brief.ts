/**
 * What a verdict, or a view of all ways, comes to in three lines: whether it goes, what is missing,
 * what to do next. The mini program is built with a copy of this file.
 */
import type { Eligibility, Turn } from "../contract/turn";
import { isLapsed, waysOf, type WaysWords, type WayView } from "./ways";

export interface Brief {
  readonly can: string;
  readonly lacks: string;
  readonly next: string;
  /** What a lapsed document grants is not shown as met. */
  readonly state: "met" | "unmet" | "unknown";
}

export interface BriefWords {
  readonly verdicts: Readonly<Record<Eligibility["verdict"], string>>;
  onLapsed(verdict: string): string;
  readonly nothing: string;
  readonly between: string;
  readonly then: string;
  more(texts: string, count: number): string;
  readonly askFirst: string;
  readonly askWindow: string;
  readonly tell: string;
  readonly others: string;
  bring(count: number): string;
  goTo(place: string): string;
  open(titles: string): string;
  nearly(title: string, lacks: string): string;
  readonly undecided: string;
  readonly closed: string;
  lookAt(title: string): string;
  readonly tellMore: string;
  readonly noWay: string;
}

type Conditions = Eligibility["conditions"];

/** How many missing conditions are told in the one line. */
const MOST_LACKS = 2;
const STATES = { eligible: "met", ineligible: "unmet", undetermined: "unknown" } as const;

/** The three lines of a turn; null where it comes to no verdict. */
export function briefOf(turn: Turn, say: BriefWords, ways: WaysWords): Brief | null {
  if (turn.eligibility) return ofVerdict(turn, turn.eligibility, say);
  return turn.overview ? ofWays(turn, say, ways) : null;
}

function ofVerdict(turn: Turn, verdict: Eligibility, say: BriefWords): Brief {
  const lapsed = isLapsed(turn);
  const title = say.verdicts[verdict.verdict];
  const state = STATES[verdict.verdict];
  return {
    can: lapsed ? say.onLapsed(title) : title,
    lacks: lacksOf(verdict.conditions, say),
    next: nextOf(verdict, lapsed, say),
    state: lapsed && state === "met" ? "unknown" : state,
  };
}

function lacksOf(conditions: Conditions, say: BriefWords): string {
  const of = (wanted: Conditions[number]["state"]) =>
    conditions.filter(({ state }) => state === wanted).map(({ text }) => text);
  const lacking = [...new Set([...of("unmet"), ...of("unknown")])];
  if (lacking.length === 0) return say.nothing;
  const told = lacking.slice(0, MOST_LACKS).join(say.between);
  return lacking.length > MOST_LACKS ? say.more(told, lacking.length) : told;
}

function nextOf(verdict: Eligibility, lapsed: boolean, say: BriefWords): string {
  if (verdict.verdict === "ineligible") {
    const how = verdict.conditions.find((one) => one.state === "unmet" && one.how_to_meet);
    return how?.how_to_meet ?? (verdict.alternatives.length > 0 ? say.others : say.askWindow);
  }
  if (verdict.verdict === "undetermined") {
    const untold = verdict.conditions.some(({ reason }) => reason === "fact_missing");
    return untold ? say.tell : say.askWindow;
  }
  const steps = [
    lapsed ? say.askFirst : "",
    verdict.materials.length > 0 ? say.bring(verdict.materials.length) : "",
    verdict.apply_at ? say.goTo(verdict.apply_at) : "",
  ].filter(Boolean);
  return steps.join(say.then) || say.askWindow;
}

function ofWays(turn: Turn, say: BriefWords, words: WaysWords): Brief {
  const view = waysOf(turn, words);
  const known = view?.ways ?? [];
  const open = known.filter(({ state }) => state === "open");
  const [best] = known;
  const untold = view !== null && view.unclear.length > 0 ? say.tellMore : say.askWindow;
  if (best && open.length > 0) {
    const titles = say.open(open.map(({ title }) => title).join(words.between));
    const look = say.lookAt(best.title);
    return {
      can: view?.lapsed ? say.onLapsed(titles) : titles,
      lacks: say.nothing,
      next: view?.lapsed ? [say.askFirst, look].join(say.then) : look,
      state: view?.lapsed ? "unknown" : "met",
    };
  }
  if (best?.state === "nearly") {
    const next = say.lookAt(best.title);
    return {
      can: say.nearly(best.title, best.stateInWords),
      lacks: best.lacks,
      next,
      state: "unknown",
    };
  }
  if (best?.state === "outside") return undecided(best, say);
  if (best) return { can: say.closed, lacks: best.lacks, next: untold, state: "unmet" };
  return { can: say.undecided, lacks: say.noWay, next: untold, state: "unknown" };
}

const undecided = (best: WayView, say: BriefWords): Brief => ({
  can: say.undecided,
  lacks: best.lacks,
  next: say.askWindow,
  state: "unknown",
});
