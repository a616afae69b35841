/** Answers as they are pasted elsewhere: with the clause that bears them. */
import type { Citation } from "@shared/turn/model";
import type { Suggestion } from "../api/types";
import { words } from "../words";

/** Where a clause stands, in one line. */
export function basis({ title, doc_number, heading, clause }: Citation): string {
  return words.suggestion.basis(title, doc_number, heading.split(" > ").join(" "), clause);
}

/** The short answer with its clause; empty where nothing may be said. */
export function citedShort(suggestion: Suggestion): string {
  if (!suggestion.confident || !suggestion.short) return "";
  const first = suggestion.clauses.find(({ role }) => role !== "related");
  return first ? `${suggestion.short}\n${basis(first)}` : suggestion.short;
}

/** The long answer, which names its clauses itself; empty where nothing may be said. */
export function citedLong(suggestion: Suggestion): string {
  return suggestion.confident ? (suggestion.long ?? "") : "";
}
