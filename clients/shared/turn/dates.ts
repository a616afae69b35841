import { words } from "../words";
import { wordedDay } from "./day";

/** A day of the contract (`2026-10-20`) as people write it. */
export const dayInWords = (iso: string) => wordedDay(iso, words.date);

/** Since when and until when a document holds. */
export function validity(document: {
  effective_from: string | null;
  expires_on: string | null;
}): string {
  const from = document.effective_from && dayInWords(document.effective_from);
  const to = document.expires_on && dayInWords(document.expires_on);
  if (from && to) return words.dates.both(from, to);
  if (from) return words.dates.from(from);
  return to ? words.dates.to(to) : words.dates.none;
}
