/** A block of an original cut where stretches of it begin and end. */
import type { Stretch } from "../api/drafts";

export interface Run {
  text: string;
  /** Whether it is of the chosen clause. */
  chosen: boolean;
  /** Whether it is of no clause at all. */
  left: boolean;
}

/** The runs of a block's text; together they are the text. */
export function stretchesIn(
  text: string,
  block: number,
  chosen: Stretch[],
  left: Stretch[],
): Run[] {
  // Offsets count characters, of which some are two units of a string here.
  const characters = [...text];
  const here = (some: Stretch[]) => some.filter(([at]) => at === block);
  const [mine, lost] = [here(chosen), here(left)];
  const edges = [...mine, ...lost].flatMap(([, start, end]) => [start, end]);
  const bounds = [...new Set([0, ...edges, characters.length])].sort((a, b) => a - b);
  const within = (some: Stretch[], at: number) =>
    some.some(([, start, end]) => start <= at && at < end);
  return bounds.slice(0, -1).map((start, number) => ({
    text: characters.slice(start, bounds[number + 1]).join(""),
    chosen: within(mine, start),
    left: within(lost, start),
  }));
}
