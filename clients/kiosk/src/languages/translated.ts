/** A turn as a page of another language shows it: what is asked and tapped; all else stays as it is. */
import type { Part, Turn } from "@shared/contract/turn";
import type { ToldView } from "@shared/turn/interview";
import { isForeign, language, nameOf, titleOf } from ".";

const BETWEEN = "，";

/** The turn with place, question and options in the language of the page; payloads stay Chinese. */
export function translated(turn: Turn): Turn {
  if (!isForeign()) return turn;
  const { question, region } = turn;
  const asked = question && language.value.facts[question.fact]?.[0];
  const parts = turn.parts.map((part) =>
    question && asked ? asking(part, question.text, asked) : part,
  );
  return {
    ...turn,
    parts: parts as Turn["parts"],
    region: region && { ...region, name: nameOf(region.code, region.name) },
    ...(question && asked && { question: { ...question, text: asked } }),
    options: turn.options.map(({ title, payload }) => ({ title: titleOf(title), payload })),
  };
}

/** What was told, in the language of the page. */
export function toldIn(told: ToldView): ToldView {
  if (!isForeign()) return told;
  const values = withLong(told.value).split(BETWEEN).map(titleOf);
  return {
    ...told,
    label: language.value.facts[told.fact]?.[1] ?? told.label,
    value: values.join(language.value.shared.between),
  };
}

/** A text in which titles that hold a comma themselves are said in the language of the page. */
function withLong(text: string): string {
  const long = Object.entries(language.value.options).filter(([title]) => title.includes(BETWEEN));
  return long.reduce((said, [title, other]) => said.replaceAll(title, other), text);
}

function asking(part: Part, question: string, asked: string): Part {
  if (part.kind !== "question" || !part.text.endsWith(question)) return part;
  return { ...part, text: part.text.slice(0, -question.length) + asked };
}
