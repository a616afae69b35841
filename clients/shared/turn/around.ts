import type { Clause } from "./model";

const NEIGHBOURS = 2;

export interface ShownClause extends Clause {
  /** The headings above the clause, where they differ from those of the one before it. */
  newHeading: string | null;
}

/**
 * The clauses to show around a cited one, in document order.
 *
 * @param clauses All of a document's.
 * @param cited The id of the cited one; where it is not among them, the document begins.
 * @param whole Whether to show all of them.
 */
export function around(clauses: Clause[], cited: string, whole: boolean): ShownClause[] {
  const at = Math.max(
    0,
    clauses.findIndex(({ id }) => id === cited),
  );
  const shown = whole ? clauses : clauses.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
  return shown.map((clause, index) => ({
    ...clause,
    newHeading:
      clause.heading && clause.heading !== shown[index - 1]?.heading
        ? clause.heading.split(" > ").join(" › ")
        : null,
  }));
}
