import { words } from "../words";
import { wordedDay } from "./day";

/** A day of the contract (`2026-10-20`) as people write it. */
export const dayInWords = (iso: string, say = words) => wordedDay(iso, say.date);

/** Since when and until when a document holds. */
export function validity(
  document: { effective_from: string | null; expires_on: string | null },
  say = words,
): string {
  const from = document.effective_from && dayInWords(document.effective_from, say);
  const to = document.expires_on && dayInWords(document.expires_on, say);
  if (from && to) return say.dates.both(from, to);
  if (from) return say.dates.from(from);
  return to ? say.dates.to(to) : say.dates.none;
}
