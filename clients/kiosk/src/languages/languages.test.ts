import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { pathways, subjects } from "@shared/contract/names";
import { briefOf } from "@shared/turn/brief";
import { turnNamed } from "@shared/turn/fixtures";
import { askedOf } from "@shared/turn/interview";
import { verdictView } from "@shared/turn/verdict";
import { waysOf } from "@shared/turn/ways";
import { chinese as sharedChinese, words as shared } from "@shared/words";
import { chinese, words } from "../words";
import { slipOf } from "../slip/slipOf";
import { language, languages, nameOf, speakIn, titleOf } from ".";
import { toldIn, translated } from "./translated";

const HAN = /\p{Script=Han}/u;
const corpus = (name: string) => readFileSync(`../policy_corpus/${name}.yml`, "utf-8");
const found = (text: string, wanted: RegExp) =>
  [...text.matchAll(wanted)].map((one) => one[1] ?? "");

afterEach(() => speakIn(0));

describe.each(languages.slice(1).map((one, at) => [one.name, at + 1] as const))(
  "a page in %s",
  (_name, place) => {
    it("asks for every fact, and offers every answer, that the corpus has", () => {
      speakIn(place);
      const facts = found(corpus("facts"), /^(\w+):$/gmu);
      expect(facts.length).toBeGreaterThan(100);
      expect(facts.filter((name) => !language.value.facts[name])).toEqual([]);
      const titles = [
        ...found(corpus("facts"), /\{value: [^{}]*?title: ([^,}]+)/gu),
        ...found(corpus("bases"), /^ {2}title: (.+)$/gmu),
      ];
      expect(titles.length).toBeGreaterThan(130);
      expect(titles.filter((title) => titleOf(title) === title)).toEqual([]);
    });

    it("names every pathway and subject", () => {
      speakIn(place);
      const named = Object.entries({ ...subjects, ...pathways });
      expect(named.filter(([id, title]) => nameOf(id, title) === title)).toEqual([]);
    });

    it("has no Chinese in its own words but what is looked for in a hall", () => {
      speakIn(place);
      // What goes to the bot, the slip for the window, and what documents call things.
      const kept = new Set([
        ...["allWays", "many", "slip", "told", "document", "number", "clause", "sentenceEnd"],
        ...["handoff", "basisNamed", "tiles", "ways"],
      ]);
      const texts = (value: unknown, key: string): string[] => {
        if (kept.has(key)) return [];
        if (typeof value === "string")
          return HAN.test(value.replace(/（[^）]*）|\([^)]*\)/gu, "")) ? [`${key}: ${value}`] : [];
        if (value === null || typeof value !== "object") return [];
        return Object.entries(value).flatMap(([name, one]) => texts(one, name));
      };
      expect(texts(words, "kiosk")).toEqual([]);
      expect(texts(shared, "shared")).toEqual([]);
    });
  },
);

describe("a turn in English", () => {
  it("asks in English and sends the Chinese answer", () => {
    speakIn(1);
    const turn = turnNamed("question");
    const read = translated(turn);
    expect(askedOf(read)?.text).toBe(language.value.facts[turn.question?.fact ?? ""]?.[0]);
    expect(read.options.map(({ payload }) => payload)).toEqual(
      turn.options.map(({ payload }) => payload),
    );
    for (const { title } of read.options) expect(title).not.toMatch(HAN);
    expect(read.citations).toEqual(turn.citations);
  });

  it("frames the verdict in English", () => {
    speakIn(1);
    expect(verdictView(turnNamed("eligible-chifeng"))?.title).toBe("You qualify");
    const brief = briefOf(turnNamed("ineligible-chifeng"), shared.brief, shared.ways);
    expect(brief?.can).toBe("You do not qualify");
    const ways = waysOf(turnNamed("overview-weihai"), shared.ways);
    expect(ways?.ways[0]?.title).not.toMatch(HAN);
    expect(ways?.ways[0]?.payload).toMatch(HAN);
  });

  it("lists what was told in English, and prints it in Chinese for the window", () => {
    const told = { fact: "lease_registered", label: "租房备案", value: "不是", payload: null };
    speakIn(1);
    expect(toldIn(told)).toMatchObject({ label: "Lease registered", value: "No" });
    const many = { ...told, value: "有职称、技能证书，或者是引进的人才，在当地租房住" };
    expect(toldIn(many).value).not.toMatch(HAN);
    const slip = slipOf(turnNamed("eligible-weihai"), "Renting", [], [told]);
    expect(slip.verdict).toBe("按已过期的文件：符合，先核实");
    expect(slip.told[0]?.label).toBe("租房备案");
  });

  it("is Chinese again for the next person", () => {
    speakIn(1);
    expect(document.documentElement.lang).toBe("en");
    speakIn(0);
    expect(words.home).toBe(chinese.home);
    expect(shared.verdicts).toEqual(sharedChinese.verdicts);
    expect(translated(turnNamed("question"))).toEqual(turnNamed("question"));
  });
});
