/** What is read aloud of a turn: the answer in its own words, not the clauses. */
import type { Turn } from "@shared/contract/turn";
import { spoken } from "@shared/turn/spoken";
import { words } from "../words";

export function textOf(turn: Turn): string {
  const read = spoken(turn);
  return [
    ...read.sections.flatMap(({ heading, lines }) => [heading ?? "", ...lines]),
    ...read.notices.map(({ text }) => text),
    turn.question?.text ?? "",
    ...turn.options.map(({ title }) => title),
  ]
    .filter(Boolean)
    .join(words.sentenceEnd);
}
