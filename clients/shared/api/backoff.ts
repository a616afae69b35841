const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt: doubling, and half of it at random, so that all the
 * terminals of a hall do not come back in the same moment.
 *
 * @param attempt Failed attempts so far, from 0.
 * @param random From 0 to 1.
 */
export function waitBefore(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return longest / 2 + (random * longest) / 2;
}
