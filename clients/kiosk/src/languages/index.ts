/** The languages of the page: Chinese, and one file for each other one. */
import { pathways, subjects } from "@shared/contract/names";
import { chinese as sharedChinese, words as shared } from "@shared/words";
import { shallowRef } from "vue";
import { chinese, words } from "../words";
import { english } from "./en";
import type { Language } from "./language";

const CHINESE: Language = {
  tag: "zh-CN",
  name: "中文",
  shared: sharedChinese,
  kiosk: chinese,
  names: {},
  facts: {},
  options: {},
  stages: {},
};

/** Chinese first: everybody begins with it. */
export const languages: readonly Language[] = [CHINESE, english];

/** The language that the page speaks. */
export const language = shallowRef<Language>(CHINESE);

/** Let the page speak another language, by its place in the list. */
export function speakIn(place: number): void {
  const chosen = languages[place] ?? CHINESE;
  language.value = chosen;
  Object.assign(shared, chosen.shared);
  Object.assign(words, chosen.kiosk);
  document.documentElement.lang = chosen.tag;
}

/** A name in the language of the page, the Chinese one where it has none. */
export const nameOf = (id: string, name: string) => language.value.names[id] ?? name;

/** The ids of what the titles of tiles and ways name. */
const ids = new Map(
  [...Object.entries(subjects), ...Object.entries(pathways)].map(([id, title]) => [title, id]),
);

/** What can be tapped, in the language of the page. */
export const titleOf = (title: string) =>
  language.value.options[title] ?? nameOf(ids.get(title) ?? title, title);

/** Whether answers, which are Chinese, stand in a page of another language. */
export const isForeign = () => language.value !== CHINESE;
