import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "@shared/api/fakeServer";
import type { Handover } from "@shared/contract/handover";
import { turnNamed } from "@shared/turn/fixtures";
import { speakIn } from "../languages";
import { newPerson, personKey } from "../state/person";
import { placeOf } from "../state/place";
import { words } from "../words";
import StaffView from "./StaffView.vue";

const OPEN: Handover = {
  state: "none",
  stage: "none",
  title: "请工作人员来答",
  text: "请就在这里等。",
  open: true,
  waited: null,
  before: null,
  messages: [],
  instead: [],
  poll: 3,
};
let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  server = new FakeServer(turnNamed("question"));
});
afterEach(() => {
  speakIn(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page as somebody finds it who has just come up to the terminal. */
async function opened() {
  const settings = { fetch: server.fetch, socket: server.connect, random: () => 0.5 };
  const person = newPerson(placeOf("?region=371000"), vi.fn(), settings);
  const page = mount(StaffView, { global: { provide: { [personKey as symbol]: person } } });
  const atFirst = page.find(".why").text();
  person.begin();
  await vi.advanceTimersByTimeAsync(20);
  const button = (name: string) => page.findAll("button").find((one) => one.text() === name);
  return {
    person,
    page,
    atFirst,
    button,
    calls: () => button(words.staff.call)?.attributes("disabled"),
  };
}

describe("whoever wants a person", () => {
  it("asks for one as soon as the server has said that somebody answers", async () => {
    server.handover = OPEN;
    const { page, atFirst, calls } = await opened();
    expect(atFirst).toBe(words.staff.why.looking);
    expect(calls()).toBeUndefined();
    expect(page.find(".why").exists()).toBe(false);
  });

  it("reads why nobody can be asked for while the server is away, and can once it is back", async () => {
    server.isAway = true;
    server.handover = OPEN;
    const { person, page, calls } = await opened();
    expect(calls()).toBeDefined();
    expect(page.find(".why").text()).toBe(words.staff.why.away);
    server.isAway = false;
    person.begin();
    await vi.advanceTimersByTimeAsync(20);
    expect(calls()).toBeUndefined();
    expect(page.find(".why").exists()).toBe(false);
  });

  it("reads why the button is grey where the network is lost meanwhile", async () => {
    server.handover = OPEN;
    const { person, page, calls } = await opened();
    expect(page.text()).toContain(OPEN.text);
    server.isAway = true;
    person.lost();
    await vi.advanceTimersByTimeAsync(20);
    expect(calls()).toBeDefined();
    expect(page.text()).not.toContain(OPEN.text);
    expect(page.find(".why").text()).toBe(words.staff.why.away);
  });

  it("is told where it was not found out, and may have it looked up once more", async () => {
    const { page, button, calls } = await opened();
    expect(calls()).toBeDefined();
    expect(page.find("[role=alert]").text()).toBe("请过一分钟再试。");
    expect(page.find(".why").text()).toBe(words.staff.why.unknown);
    server.handover = OPEN;
    await button(words.staff.lookAgain)?.trigger("click");
    await vi.advanceTimersByTimeAsync(20);
    expect(calls()).toBeUndefined();
    expect(page.find("[role=alert]").exists()).toBe(false);
    expect(button(words.staff.lookAgain)).toBeUndefined();
  });

  it("reads in English, too, that nobody answers any more at this hour", async () => {
    server.handover = { ...OPEN, state: "ended", stage: "operator", open: false };
    speakIn(1);
    const { page, calls } = await opened();
    expect(calls()).toBeDefined();
    expect(page.find(".how").text()).toContain("Nobody will call you back");
  });
});
