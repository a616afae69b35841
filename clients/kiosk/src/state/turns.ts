import type { Turn } from "@shared/contract/turn";

/** The bot asks back and answers nothing yet: there is nothing to print or to judge. */
export function onlyAsks(turn: Turn): boolean {
  return (turn.kind === "question" || turn.kind === "clarify_region") && !turn.citations.length;
}
