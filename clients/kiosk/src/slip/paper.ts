/** The page that a slip is printed on: as long as the slip for a roll of paper, A4 otherwise. */
import type { Place } from "../state/place";

export const ROLL_MM = 80;
const MARGIN_MM = 4;
const SHORTEST_MM = 100;

const sheet = typeof CSSStyleSheet === "function" ? new CSSStyleSheet() : null;

/** The height of a roll's page for a slip of which height and width are known in any unit. */
export function rollHeight(height: number, width: number): number {
  const inner = ROLL_MM - 2 * MARGIN_MM;
  return Math.max(SHORTEST_MM, Math.ceil((height / width) * inner + 2 * MARGIN_MM + 1));
}

/** Set the paper before printing. */
export function setPaper(paper: Place["paper"], slip: HTMLElement): void {
  const size =
    paper === "a4" ? "A4" : `${ROLL_MM}mm ${rollHeight(slip.offsetHeight, slip.offsetWidth)}mm`;
  const margin = paper === "a4" ? "18mm" : `${MARGIN_MM}mm`;
  // A constructed sheet: the page's policy allows no style that is written into the page.
  sheet?.replaceSync(`@page { size: ${size}; margin: ${margin}; }`);
  if (sheet && !document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}
