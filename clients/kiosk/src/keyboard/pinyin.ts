/** Characters and words for what is typed in pinyin. */
import chinese from "simple-keyboard-layouts/build/layouts/chinese";
import { phrases } from "./phrases";
// Made by `python -m tools.keyboard_words` of the documents and a dictionary.
import common from "./words.txt?raw";

export interface Candidate {
  text: string;
  /** How many of the typed letters it stands for. */
  takes: number;
}

const LONGEST_SYLLABLE = 6;
const MOST = 48;
const MOST_FORETOLD = 6;
const MOST_BY_INITIALS = 12;

/** The package's own type leaves the candidates out. */
type Layout = typeof chinese & { layoutCandidates: Record<string, string> };

const syllables = new Map(
  Object.entries((chinese as Layout).layoutCandidates).map(([key, characters]) => [
    key,
    characters.split(" ").filter(Boolean),
  ]),
);

interface Phrase {
  letters: string;
  initials: string;
  text: string;
}
/** What is often asked first, then everything else by how common it is. */
const entries = [
  ...Object.entries(phrases),
  ...common
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t") as [string, string]),
];
const known: Phrase[] = entries.flatMap(([pinyin, words]) => {
  const parts = pinyin.split(" ");
  const letters = parts.join("");
  const initials = parts.length > 1 ? parts.map((part) => part.charAt(0)).join("") : "";
  return words.split(" ").map((text) => ({ letters, initials, text }));
});

/**
 * What the letters may mean: words of the field first, then single characters, the longest
 * beginning of the letters first.
 *
 * @param letters Small Latin letters as typed.
 */
export function candidates(letters: string): Candidate[] {
  if (letters === "") return [];
  const whole = known
    .filter((phrase) => letters.startsWith(phrase.letters))
    .sort((a, b) => b.letters.length - a.letters.length)
    .map(({ text, letters: { length } }) => ({ text, takes: length }));
  const short = known
    .filter(({ initials }) => initials !== "" && letters === initials)
    .slice(0, MOST_BY_INITIALS)
    .map(({ text }) => ({ text, takes: letters.length }));
  const foretold = known
    .filter(
      (phrase) => phrase.letters.length > letters.length && phrase.letters.startsWith(letters),
    )
    .slice(0, MOST_FORETOLD)
    .map(({ text }) => ({ text, takes: letters.length }));
  return distinct([...whole, ...short, ...foretold, ...characters(letters)]).slice(0, MOST);
}

function characters(letters: string): Candidate[] {
  const found: Candidate[] = [];
  for (let takes = Math.min(LONGEST_SYLLABLE, letters.length); takes > 0; takes -= 1) {
    for (const text of syllables.get(letters.slice(0, takes)) ?? []) found.push({ text, takes });
  }
  if (found.length > 0) return found;
  // An unfinished syllable: the most usual character of each that it may become.
  return [...syllables]
    .filter(([key]) => key.startsWith(letters))
    .flatMap(([, [text]]) => (text ? [{ text, takes: letters.length }] : []));
}

function distinct(found: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return found.filter(({ text }) => !seen.has(text) && seen.add(text));
}
