/** What is read aloud of a turn: its own words, the clauses only by name, the question last. */
import type { Turn } from "@shared/contract/turn";
import { spoken, type Section } from "@shared/turn/spoken";
import { words } from "../words";

export function textOf(turn: Turn): string {
  const read = spoken(turn);
  const found =
    turn.eligibility || turn.overview
      ? turn.parts.filter(({ kind }) => kind === "condition" || kind === "answer")
      : [];
  return [
    ...read.sections.flatMap((section) => [
      section.heading ?? "",
      ...section.lines,
      ...basisOf(section),
    ]),
    ...found.map(({ text }) => text),
    ...turn.notices.map(({ text }) => text),
    read.question ?? "",
    ...turn.options.map(({ title }) => title),
  ]
    .filter(Boolean)
    .join(words.sentenceEnd);
}

function basisOf({ clauses }: Section): string[] {
  return clauses.map(({ citation }) =>
    words.basisNamed(citation.title, citation.heading.split(" > ").at(-1) ?? ""),
  );
}
