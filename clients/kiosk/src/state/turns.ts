import type { Option, Turn } from "@shared/turn/model";
import { optionsBeside, waysOf } from "@shared/turn/ways";
import { words } from "@shared/words";

/** The bot asks back and answers nothing yet: there is nothing to print or to judge. */
export function onlyAsks(turn: Turn): boolean {
  return (
    (turn.kind === "question" || turn.kind === "clarify_region") &&
    !turn.citations.some(({ role }) => role === "answers")
  );
}

/** What can be tapped next, beside the ways that are buttons themselves. */
export const leadsOf = (turn: Turn): Option[] =>
  optionsBeside(turn, waysOf(turn, words.ways), words.ways);

/** The turn whose question waits after these: asking for a person answers no question. */
export function pendingOf(turns: readonly (Turn | null | undefined)[]): Turn | null {
  const last = turns.filter((turn) => turn?.kind !== "handoff").at(-1);
  return last?.question ? last : null;
}
