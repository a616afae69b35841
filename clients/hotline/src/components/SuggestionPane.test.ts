import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { turnNamed } from "@shared/turn/fixtures";
import type { Turn } from "@shared/turn/model";
import type { Suggestion } from "../api/types";
import { useDesk } from "../state/desk";
import { dialog } from "../state/dialogs";
import { newState } from "../state/merging";
import { CITATION, TURN, aCall, aSuggestion, details } from "../state/samples";
import { press } from "../state/shortcuts";
import { words } from "../words";
import SuggestionPane from "./SuggestionPane.vue";

let requests: { path: string; body: unknown }[];

beforeEach(() => {
  requests = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    requests.push({ path, body: JSON.parse(String(init.body)) });
    return Promise.resolve(new Response(JSON.stringify({ ok: true, ...details() })));
  });
  window.addEventListener("keydown", press);
});
afterEach(() => {
  window.removeEventListener("keydown", press);
  vi.unstubAllGlobals();
  dialog.value = null;
  document.body.innerHTML = "";
});

function show(suggestion: Suggestion) {
  const state = { ...newState(aCall()), suggestions: [suggestion], loaded: true };
  return mount(SuggestionPane, { props: { state }, attachTo: document.body });
}

const key = (code: string, more: KeyboardEventInit = {}) =>
  window.dispatchEvent(new KeyboardEvent("keydown", { code, key: code, ...more }));

const QUESTION = {
  fact: "lease_registered",
  text: "备案了吗？",
  why: "文件要求备案",
  options: [
    { title: "是", payload: "是" },
    { title: "不是", payload: "不是" },
  ],
};

describe("a suggestion", () => {
  it("shows what to read out with the clause under it", () => {
    const text = show(aSuggestion()).text();
    expect(text).toContain("能，租房可以落户。");
    expect(text).toContain("可以在房屋所在地办理落户。");
    expect(text).toContain(words.suggestion.confidence(90));
  });

  it("shows clauses and no conclusion below the bar", () => {
    const eligibility = {
      pathway: "renting",
      verdict: "eligible",
      conditions: [],
      materials: [],
      apply_at: null,
      companions: [],
      missing_facts: [],
      alternatives: [],
      earliest_date: null,
      earliest_is_sure: null,
    } as const;
    const turn = { ...TURN, eligibility: eligibility as never };
    // Even where the server sent more than it should.
    const pane = show(aSuggestion({ confident: false, turn, verdict: "eligible" }));
    expect(pane.text()).toContain(words.suggestion.unsure);
    expect(pane.text()).toContain("可以在房屋所在地办理落户。");
    expect(pane.text()).not.toContain("能，租房可以落户");
    expect(pane.find("[data-read-out]").exists()).toBe(false);
    expect(pane.find("[data-verdict]").exists()).toBe(false);
  });

  it("keeps a clause that is only near folded and apart from the answer", () => {
    const near = {
      ...CITATION,
      clause: "五/p1",
      quote: "别处也写了。",
      role: "related",
    } as const;
    const pane = show(aSuggestion({ clauses: [...TURN.citations, near] }));
    expect(pane.find("details.related").text()).toContain("别处也写了。");
    expect(pane.find("details.related").attributes("open")).toBeUndefined();
    expect(pane.text().split("别处也写了。")).toHaveLength(2);
  });

  it("tells what each of several questions came to", () => {
    const about = { topic: null, facet: null, citations: [] };
    const answers: Turn["answers"] = [
      { ...about, question: "租房能落户吗", outcome: "answered" },
      { ...about, question: "要多少钱", outcome: "silent" },
    ];
    const pane = show(aSuggestion({ turn: { ...TURN, answers } }));
    expect(pane.findAll(".answers li").map((one) => one.text())).toEqual([
      "租房能落户吗：文件有规定",
      "要多少钱：文件没有写",
    ]);
  });

  it("shows each way as a button that leads to it", async () => {
    const desk = useDesk();
    const state = desk.put(aCall());
    state.suggestions = [aSuggestion({ turn: turnNamed("overview-weihai") })];
    const pane = mount(SuggestionPane, { props: { state }, attachTo: document.body });
    expect(
      pane
        .findAll(".ways .state")
        .slice(0, 2)
        .map((one) => one.text()),
    ).toEqual(["按已过期的文件：已符合", "差一项"]);
    await pane.findAll(".ways button")[1]?.trigger("click");
    await flushPromises();
    expect(requests[0]?.body).toEqual({
      segments: [{ sequence: 1, speaker: "caller", text: "租房落户", final: true }],
    });
    desk.stop(true);
  });

  it("shows no way below the bar", () => {
    const turn = turnNamed("overview-weihai");
    expect(
      show(aSuggestion({ turn, confident: false }))
        .find(".ways")
        .exists(),
    ).toBe(false);
  });

  it("does not say that only time is missing while other conditions are open", () => {
    const unsure = turnNamed("ineligible-chifeng");
    const pane = show(aSuggestion({ turn: unsure, verdict: "ineligible" }));
    expect(pane.find("[data-verdict]").text()).toContain("还没说清楚的其他条件也要符合");
    expect(pane.find("[data-verdict]").text()).not.toContain("只差时间");
  });

  it("is accepted by one key", async () => {
    show(aSuggestion());
    key("F8");
    await flushPromises();
    expect(requests).toEqual([
      { path: "/hotline/api/suggestions/suggestion-1/decision", body: { decision: "accept" } },
    ]);
  });

  it("is refused only with a reason, by keys alone", async () => {
    show(aSuggestion());
    key("KeyR", { altKey: true });
    await flushPromises();
    expect(dialog.value).toBe("reject");
    const form = document.querySelector<HTMLFormElement>("#reject-form");
    form?.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(requests).toEqual([]);
    expect(document.body.textContent).toContain(words.decision.reasonMissing);
    const radio = form?.querySelector("input");
    radio?.dispatchEvent(new KeyboardEvent("keydown", { code: "Digit3", bubbles: true }));
    await flushPromises();
    form?.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(requests[0]?.body).toEqual({ decision: "reject", reason: words.decision.reasons[2] });
    expect(dialog.value).toBeNull();
  });

  it("tells how far the questions are", () => {
    const turn = turnNamed("question-interview");
    const pane = show(aSuggestion({ turn, next_question: QUESTION }));
    expect(pane.find("#next-title").text()).toBe("接着问来电人（问题 3/约6）");
    pane.unmount();
  });

  it("has its next question answered by its number", async () => {
    const desk = useDesk();
    const state = desk.put(aCall());
    state.suggestions = [aSuggestion({ next_question: QUESTION })];
    mount(SuggestionPane, { props: { state }, attachTo: document.body });
    key("Digit3");
    key("Digit2");
    await flushPromises();
    expect(requests[0]?.body).toEqual({
      segments: [{ sequence: 1, speaker: "caller", text: "不是", final: true }],
    });
    desk.stop(true);
  });

  it("keeps all other acts away while a dialog is open", async () => {
    show(aSuggestion());
    dialog.value = "help";
    key("F8");
    await flushPromises();
    expect(requests).toEqual([]);
  });
});
