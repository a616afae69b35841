/** Which words of a search a text does not hold. */
import { compact } from "@shared/turn/mark";

const LETTERS = /[\p{L}\p{N}]+/gu;
/** Whoever searches for more than this asks a question and looks for no word. */
const LONGEST = 8;

/** The words of a short search that do not stand in a text; none for a whole question. */
export function missingWords(search: string, text: string): string[] {
  const asked = search.match(LETTERS) ?? [];
  const held = compact(text);
  return asked.join("").length > LONGEST ? [] : asked.filter((word) => !isIn(word, held));
}

/** In one piece, or in two of at least two characters: 租房落户 stands in 按租房途径落户. */
function isIn(word: string, text: string): boolean {
  if (text.includes(word)) return true;
  for (let at = 2; at <= word.length - 2; at += 1) {
    if (text.includes(word.slice(0, at)) && text.includes(word.slice(at))) return true;
  }
  return false;
}
