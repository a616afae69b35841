/** Which place a call's own is likely to be compared with. */
import type { Suggestion } from "../api/types";

const CODE = /^\d{6}/u;

/**
 * The place spoken of last beside the call's own.
 *
 * @param suggestions Those of the call, oldest first.
 * @param own The code of the call's place.
 * @param known The codes of the places that there are.
 * @returns Its code, null where no other place was spoken of.
 */
export function otherPlace(
  suggestions: Suggestion[],
  own: string,
  known: ReadonlySet<string>,
): string | null {
  const spokenOf = suggestions.flatMap(({ turn }) => [
    ...turn.citations.flatMap(({ document }) => CODE.exec(document)?.[0] ?? []),
    turn.region?.code ?? "",
  ]);
  return spokenOf.reverse().find((code) => code !== own && known.has(code)) ?? null;
}
