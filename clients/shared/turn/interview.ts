/**
 * An interview as every client draws it: how far it is, what is asked, and what was told so far. The
 * mini program is built with a copy of this file: it imports types only.
 */
import type { Turn } from "../contract/turn";

/** The number of a question, and of about how many, where the turn tells. */
export interface Progress {
  readonly number: number;
  readonly about: number | null;
}

export interface Asked {
  readonly fact: string;
  /** What stands before the question itself: that the check goes on, or an apology. */
  readonly lead: string;
  readonly text: string;
  /** Null where the turn says it itself. */
  readonly why: string | null;
  readonly progress: Progress | null;
}

/** Something that was told, and how it is changed. */
export interface ToldView {
  readonly fact: string;
  /** What it is, or the question that it answers. */
  readonly label: string;
  readonly value: string;
  /** The message that changes it; null where it is no message. */
  readonly payload: string | null;
}

export interface ToldWords {
  /** What the one who asks is called. */
  readonly speaker: string;
  /** A fact of somebody else. */
  of(whose: string, label: string): string;
}

/** The contract has no field for the progress: it stands in brackets right before the question. */
const PROGRESS = /（\D*(\d+)\D+(\d+)\D*）$/u;

/** What a turn asks; null where it asks nothing. */
export function askedOf(turn: Turn): Asked | null {
  const { question } = turn;
  if (!question) return null;
  const said = turn.parts.find(({ kind }) => kind === "question")?.text ?? question.text;
  const before = said.endsWith(question.text) ? said.slice(0, -question.text.length) : null;
  const told = PROGRESS.exec(before ?? "");
  const tellsWhy = !turn.eligibility && turn.parts.some(({ kind }) => kind === "condition");
  return {
    fact: question.fact,
    lead: (before ?? "").replace(PROGRESS, ""),
    text: before === null ? said : question.text,
    why: tellsWhy ? null : question.why,
    progress: told ? { number: Number(told[1]), about: Number(told[2]) } : null,
  };
}

/**
 * How far the questions are.
 *
 * @param turns The conversation up to the question, the latest last. Where the last one does not
 *   tell, its questions in a row are counted, each fact once.
 */
export function progressOf(turns: readonly (Turn | null)[]): Progress | null {
  const asked = new Set<string>();
  for (const turn of [...turns].reverse()) {
    const one = turn && askedOf(turn);
    if (!one) break;
    if (asked.size === 0 && one.progress) return one.progress;
    asked.add(one.fact);
  }
  return asked.size === 0 ? null : { number: asked.size, about: null };
}

/** What a verdict rests on, as the bot noted it. */
export function toldOf(turn: Turn, say: ToldWords): ToldView[] {
  return (turn.facts_told ?? []).map(({ fact, label, value, whose, payload }) => ({
    fact,
    label: whose === say.speaker ? label : say.of(whose, label),
    value,
    payload,
  }));
}
