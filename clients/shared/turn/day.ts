/** A day of the contract (`2026-10-20`) as `say` words it: year, month, day without leading zeros. */
export function wordedDay(
  iso: string,
  say: (year: string, month: string, day: string) => string,
): string {
  const [year = "", month = "", day = ""] = iso.split("-").map((part) => String(Number(part)));
  return say(year, month, day);
}
