/** What the screen keyboard does to a text: letters become pinyin first, then characters. */
import { candidates, type Candidate } from "./pinyin";
import type { LayoutName } from "./layout";

export interface Typed {
  text: string;
  /** Pinyin that is not turned into characters yet. */
  letters: string;
  layout: LayoutName;
}

const LONGEST = 500;
const MOST_LETTERS = 40;
const LETTER = /^[a-z]$/u;

/** The text after a key; the keys that end the typing are the keyboard's affair. */
export function press(typed: Typed, key: string): Typed {
  if (key === "{bksp}") return erase(typed);
  if (key === "{latin}" || key === "{chinese}") {
    return { ...settle(typed), layout: key === "{latin}" ? "latin" : "chinese" };
  }
  if (key === "{space}") {
    const [first] = candidates(typed.letters);
    return first ? pick(typed, first) : write(settle(typed), " ");
  }
  if (typed.layout === "chinese" && LETTER.test(key)) {
    return { ...typed, letters: (typed.letters + key).slice(0, MOST_LETTERS) };
  }
  return key.startsWith("{") ? typed : write(settle(typed), key);
}

/** Take a candidate for as many letters as it stands for. */
export function pick(typed: Typed, { text, takes }: Candidate): Typed {
  return { ...write(typed, text), letters: typed.letters.slice(takes) };
}

/** Leave letters that were not turned into characters as they are: the bot reads pinyin, too. */
export function settle(typed: Typed): Typed {
  return { ...write(typed, typed.letters), letters: "" };
}

function write(typed: Typed, text: string): Typed {
  return { ...typed, text: (typed.text + text).slice(0, LONGEST) };
}

function erase(typed: Typed): Typed {
  if (typed.letters) return { ...typed, letters: typed.letters.slice(0, -1) };
  return { ...typed, text: [...typed.text].slice(0, -1).join("") };
}
