/** Turns that a phone has kept from before, as the contract has turns now. */

import type { Citation, Eligibility, Turn } from '../generated/turn';

/** A turn of version 1 of the contract. */
export type OldTurn = Omit<Turn, 'version' | 'parts' | 'citations' | 'answers' | 'eligibility'> & {
  version?: 1;
  citations: readonly Omit<Citation, 'role'>[];
  eligibility?: Omit<Eligibility, 'earliest_is_sure'>;
};

/**
 * Of version 1 neither parts nor roles are known: all of its text counts as the conclusion, all of
 * its citations answer, and no earliest day is sure.
 */
export function upgraded(turn: Turn | OldTurn): Turn {
  if (turn.version === 2) return turn;
  const { eligibility, ...rest } = turn;
  return {
    ...rest,
    version: 2,
    parts: [{ kind: 'conclusion', text: turn.text, citations: [] }],
    citations: turn.citations.map((citation) => ({ ...citation, role: 'answers' })),
    ...(eligibility === undefined
      ? {}
      : {
          eligibility: {
            ...eligibility,
            earliest_is_sure: eligibility.earliest_date === null ? null : false,
          },
        }),
  };
}
