/** What happens when the page itself fails: back to the home view, and at worst a fresh page. */

const MOST = 3;
const WITHIN_MS = 10_000;
let recover: () => void = () => location.reload();
let recent: number[] = [];

/** Set how to get back to a view that works. */
export function onTrouble(how: () => void): void {
  recover = how;
}

/** Get back; a page that fails again and again is loaded anew. */
export function inTrouble(error: unknown): void {
  // Never what the error says: it may hold what a person said.
  console.error("page failed:", error instanceof Error ? error.name : typeof error);
  const now = Date.now();
  recent = [...recent.filter((at) => now - at < WITHIN_MS), now];
  if (recent.length > MOST) {
    setTimeout(() => location.reload(), WITHIN_MS);
    return;
  }
  recover();
}
