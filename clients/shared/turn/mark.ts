/** Finds a quote in a text: both are compared without white space, as the contract says. */

export interface Marked {
  before: string;
  quote: string;
  after: string;
}

const SPACE = /\s/gu;

const LINE = 32;

/** The first sentence of a quote, or as much as stands on a line. */
export function firstLine(quote: string): string {
  const sentence = /^[^。；\n]*[。；]?/u.exec(quote.trim())?.[0] ?? "";
  const line = sentence.slice(0, LINE);
  return line.length < quote.trim().length ? `${line}……` : line;
}

/** A text without its white space. */
export const compact = (text: string) => text.replace(SPACE, "");

/** The text in three parts, the middle one being the quote; null where it does not stand there. */
export function mark(text: string, quote: string): Marked | null {
  const wanted = compact(quote);
  if (wanted === "") return null;
  const offsets: number[] = [];
  let written = "";
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    if (compact(unit) === "") continue;
    written += unit;
    offsets.push(index);
  }
  const start = written.indexOf(wanted);
  if (start < 0) return null;
  const from = offsets[start] ?? 0;
  const to = (offsets[start + wanted.length - 1] ?? 0) + 1;
  return { before: text.slice(0, from), quote: text.slice(from, to), after: text.slice(to) };
}
