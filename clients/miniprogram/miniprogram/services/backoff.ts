/** How long to wait before trying again: doubling, with jitter so that phones do not come in step. */

const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * @param failures how often in a row it has failed, from 1
 * @param random a number in [0, 1)
 * @returns milliseconds, between half and all of the step's length
 */
export function pause(failures: number, random: number): number {
  const step = Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  return Math.round(step * (0.5 + random / 2));
}
