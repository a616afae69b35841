import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newState } from "../state/merging";
import { aCall, details } from "../state/samples";
import SayBox from "./SayBox.vue";

const TYPED = "他想luohu";

beforeEach(() =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(details())))),
);
afterEach(() => vi.unstubAllGlobals());

/** What stands in the field after Enter. */
async function leftAfterEnter(more: object): Promise<string> {
  const state = { ...newState(aCall()), draft: TYPED, loaded: true };
  const box = mount(SayBox, { props: { state } });
  await box.find("textarea").trigger("keydown", { key: "Enter", ...more });
  return state.draft;
}

describe("Enter in the field for what a caller says", () => {
  it.each([{ isComposing: true }, { keyCode: 229 }])(
    "ends the word that is being composed and sends nothing: %o",
    async (more) => expect(await leftAfterEnter(more)).toBe(TYPED),
  );

  it("sends what was said", async () => {
    expect(await leftAfterEnter({ keyCode: 13 })).toBe("");
  });
});
