/** How what the server says comes together with what is on the page: nothing twice, nothing lost. */
import type {
  Call,
  CallDetails,
  KnownFact,
  Note,
  Segment,
  Speaker,
  Suggestion,
} from "../api/types";

/** A line of the transcript; `unsent` until the server has it. */
export interface Line extends Segment {
  unsent?: boolean;
}

/** All that the page knows of one call. */
export interface CallState {
  call: Call;
  lines: Line[];
  suggestions: Suggestion[];
  facts: KnownFact[];
  /** What a supervisor wrote. */
  notes: Note[];
  /** Whether the transcript was read, and not only the call's name. */
  loaded: boolean;
  /** What stands in the field and was not sent yet. */
  draft: string;
  /** Suggestions that came while another call was shown. */
  unseen: number;
}

/** A call of which nothing but its name is known. */
export function newState(call: Call): CallState {
  return {
    call,
    lines: [],
    suggestions: [],
    facts: [],
    notes: [],
    loaded: false,
    draft: "",
    unseen: 0,
  };
}

/** A line that the page itself adds behind all others. */
export function newLine(lines: Line[], speaker: Speaker, text: string, now: Date): Line {
  const own = lines.filter((line) => line.source === "page");
  const sequence = own.reduce((last, line) => Math.max(last, line.sequence), 0) + 1;
  const latest = lines.reduce((last, line) => Math.max(last, Date.parse(line.at)), now.getTime());
  return {
    id: `page-${sequence}`,
    source: "page",
    sequence,
    speaker,
    text,
    final: true,
    at: new Date(latest).toISOString(),
    unsent: true,
  };
}

/** Puts a segment in its place; a later version of it replaces an earlier one, never a final one. */
export function mergeSegment(lines: Line[], segment: Segment): Line[] {
  const known = lines.find((line) => line.id === segment.id);
  if (known?.final && !known.unsent && !segment.final) return lines;
  return asSpoken([...lines.filter((line) => line.id !== segment.id), { ...segment }]);
}

/** Puts a suggestion behind the earlier ones, or in the place of the one that it replaces. */
export function mergeSuggestion(known: Suggestion[], one: Suggestion): Suggestion[] {
  const place = known.findIndex(
    (other) => other.id === one.id || (one.segment !== null && other.segment === one.segment),
  );
  if (place < 0) return [...known, one];
  return known.map((other, index) => (index === place ? one : other));
}

/** What the server knows of a call, with what it has not got yet. */
export function mergeDetails(state: CallState, details: CallDetails): void {
  // What is being said may have come after the server had read the call.
  const ahead = state.lines.filter((line) => line.unsent || !line.final);
  state.call = details.call;
  state.lines = details.segments.reduce(mergeSegment, ahead);
  state.suggestions = details.suggestions.reduce(mergeSuggestion, []);
  state.facts = details.facts;
  state.notes = details.notes ?? [];
  state.loaded = true;
}

/** The newest suggestion, of which there may be none. */
export function latest(state: CallState): Suggestion | null {
  return state.suggestions.at(-1) ?? null;
}

/** Calls in the order in which they stand: those that go on first, the newest first. */
export function inOrder(states: CallState[]): CallState[] {
  return [...states].sort(
    (one, other) =>
      Number(!!one.call.ended_at) - Number(!!other.call.ended_at) ||
      other.call.started_at.localeCompare(one.call.started_at),
  );
}

/** Lines of one source by their sequence; one that came late does not move the others. */
function asSpoken(lines: Line[]): Line[] {
  const moments = new Map<Line, number>();
  for (const source of ["line", "page"]) {
    let last = 0;
    const own = lines.filter((line) => line.source === source);
    for (const line of own.sort((one, other) => one.sequence - other.sequence)) {
      last = Math.max(last, Date.parse(line.at));
      moments.set(line, last);
    }
  }
  return [...moments].sort(([, one], [, other]) => one - other).map(([line]) => line);
}
