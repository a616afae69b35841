import { words } from "../words";
import { wordedDay } from "./day";
import type { Citation } from "./model";

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

/** By which acts a clause has its words; nothing where it has those of its document. */
export function amendments(citation: Citation, say = words): string[] {
  return (citation.amendments ?? []).map((one) =>
    say.amended(
      dayInWords(one.since, say),
      titleWithin(one.title),
      say.number(one.doc_number),
      itemInWords(one.item, say),
    ),
  );
}

/** How a document stands: that its wording has changed since comes before all else. */
export function standing(citation: Citation, say = words): string {
  const { amended_on: day, status } = citation;
  return day === undefined ? say.statuses[status] : say.superseded(dayInWords(day, say));
}

/** How an item of an act is called, by its labels. */
function itemInWords(item: string, say: typeof words): string {
  const [first = "", ...rest] = item.split("/");
  return first && [say.amendedItem(first), ...rest.map(say.amendedPoint)].join("");
}

/** A title as it is printed within 《》. */
const titleWithin = (title: string) => title.replaceAll("《", "〈").replaceAll("》", "〉");
