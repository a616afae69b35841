/** Lengths of time as the API takes them: in words of its own, or as the first day. */
import type { FactValue, KnownFact } from "../api/types";

const A_DAY = 86_400_000;

/** What was filled in: a length if there is one, else the first day; null for neither. */
export function durationOf(years: number, months: number, since: string): FactValue {
  const parts = [
    ...(years > 0 ? [`${years} years`] : []),
    ...(months > 0 ? [`${months} months`] : []),
  ];
  if (parts.length > 0) return parts.join(" ");
  return since || null;
}

/** The first day of a known duration in days, as a date field wants it; empty for none. */
export function firstDay(days: KnownFact["value"], today: Date): string {
  if (typeof days !== "number") return "";
  const noon = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate(), 12);
  return new Date(noon - days * A_DAY).toISOString().slice(0, 10);
}
