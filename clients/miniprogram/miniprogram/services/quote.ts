/** Finds a quote in the text of a clause. */

export interface Marked {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/**
 * The text in three parts, the middle one the quote; both are compared without white space, as
 * that is how a quote equals its source. Null where the quote does not stand in the text.
 */
export function mark(text: string, quote: string): Marked | null {
  const wanted = quote.replace(/\s/gu, '');
  if (wanted === '') return null;
  const places = [...text.matchAll(/\S/gu)];
  const start = places
    .map(([character]) => character)
    .join('')
    .indexOf(wanted);
  if (start < 0) return null;
  const from = offset(places, start);
  const to = offset(places, start + wanted.length - 1) + 1;
  return { before: text.slice(0, from), quote: text.slice(from, to), after: text.slice(to) };
}

/** Where the UTF-16 unit number `unit` of the text without white space stands in the text itself. */
function offset(places: readonly RegExpExecArray[], unit: number): number {
  let passed = 0;
  for (const { 0: character, index } of places) {
    if (unit < passed + character.length) return index + unit - passed;
    passed += character.length;
  }
  return passed;
}
