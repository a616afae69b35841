import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Spoken } from "../api/types";
import { useDesk } from "./desk";
import { aCall, aSegment, aSuggestion, details } from "./samples";

/** A line that the test opens, cuts and speaks over. */
class FakeSocket {
  static last: FakeSocket;
  onopen = () => {};
  onclose = () => {};
  onmessage: (event: { data: string }) => void = () => {};
  constructor() {
    FakeSocket.last = this;
  }
  close() {}
}

const desk = useDesk();
/** What the server has kept, by sequence. */
let kept: Map<number, Spoken>;
let posts: Spoken[][];
let away: "no" | "before" | "after";

const reply = (body: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

function serve(path: string, init?: RequestInit) {
  if (path.endsWith("/segments")) {
    if (away === "before") return Promise.reject(new TypeError("away"));
    const { segments } = JSON.parse(String(init?.body)) as { segments: Spoken[] };
    posts.push(segments);
    segments.forEach((one) => kept.set(one.sequence, one));
    return away === "after"
      ? Promise.reject(new TypeError("away"))
      : reply({ suggestions: [aSuggestion()] });
  }
  if (path.endsWith("/handovers")) return reply({ waiting: [], taken: [], overdue: 180 });
  if (path.endsWith("/calls")) return reply({ calls: [aCall()] });
  const segments = [...kept.values()].map((one) => aSegment(one.sequence, { text: one.text }));
  return reply(details({ segments }));
}

beforeEach(async () => {
  kept = new Map();
  posts = [];
  away = "no";
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", vi.fn(serve));
  desk.start();
  FakeSocket.last.onopen();
  await flushPromises();
  await desk.show("call-1");
});
afterEach(() => {
  desk.stop(true);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const state = () => {
  const found = desk.current.value;
  if (!found) throw new Error("no call is shown");
  return found;
};
const texts = () => state().lines.map(({ text }) => text);

describe("the desk", () => {
  it("sends what is said, and shows the suggestion once", async () => {
    await desk.say(state(), "租房能落户吗", "caller");
    desk.hear({ type: "suggestion", call: "call-1", suggestion: aSuggestion() });
    expect(posts).toEqual([
      [{ sequence: 1, speaker: "caller", text: "租房能落户吗", final: true }],
    ]);
    expect(state().suggestions).toHaveLength(1);
    expect(state().lines.some(({ unsent }) => unsent)).toBe(false);
  });

  it("keeps what could not be sent and sends it once after a reconnect", async () => {
    away = "before";
    await desk.say(state(), "一", "caller");
    await desk.say(state(), "二", "operator");
    expect(posts).toEqual([]);
    expect(state().lines.every(({ unsent }) => unsent)).toBe(true);
    vi.useFakeTimers();
    const broken = FakeSocket.last;
    broken.onclose();
    expect(desk.connected.value).toBe(false);
    away = "no";
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSocket.last).not.toBe(broken);
    FakeSocket.last.onopen();
    await vi.advanceTimersByTimeAsync(0);
    vi.useRealTimers();
    await flushPromises();
    expect(posts).toHaveLength(1);
    expect(texts()).toEqual(["一", "二"]);
    expect(desk.connected.value).toBe(true);
  });

  it("notices at once that the network is gone, and that it is back", () => {
    const before = FakeSocket.last;
    window.dispatchEvent(new Event("offline"));
    expect(desk.connected.value).toBe(false);
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.last).not.toBe(before);
    FakeSocket.last.onopen();
    expect(desk.connected.value).toBe(true);
  });

  it("tries again by itself while the live connection stands", async () => {
    vi.useFakeTimers();
    away = "before";
    await desk.say(state(), "一", "caller");
    away = "no";
    await vi.advanceTimersByTimeAsync(6000);
    expect(posts).toHaveLength(1);
    expect(state().lines[0]?.unsent).toBe(false);
  });

  it("does not say again what arrived while its reply was lost", async () => {
    away = "after";
    await desk.say(state(), "一", "caller");
    away = "no";
    FakeSocket.last.onopen();
    await flushPromises();
    expect(posts).toHaveLength(1);
    expect(texts()).toEqual(["一"]);
    expect(state().lines[0]?.unsent).toBeFalsy();
  });

  it("says it after what another page of the operator has said under that number", async () => {
    vi.mocked(fetch).mockImplementationOnce(() => {
      kept.set(1, { sequence: 1, speaker: "caller", text: "别处", final: true });
      return reply({ error: { code: "sequence_taken", message: "" } }, 409);
    });
    await desk.say(state(), "这里", "caller");
    expect(posts[0]).toMatchObject([{ sequence: 2, text: "这里" }]);
    expect(texts()).toEqual(["别处", "这里"]);
  });

  it("gives back what the server will not take", async () => {
    vi.mocked(fetch).mockImplementationOnce(() =>
      reply({ error: { code: "call_ended", message: "已经结束" } }, 409),
    );
    await desk.say(state(), "还有一句", "caller");
    expect(state()).toMatchObject({ lines: [], draft: "还有一句" });
  });

  it("counts suggestions of a call that is not shown", async () => {
    await desk.show(null);
    desk.hear({ type: "suggestion", call: "call-1", suggestion: aSuggestion() });
    desk.hear({ type: "suggestion", call: "call-1", suggestion: aSuggestion() });
    expect(desk.states.get("call-1")?.unseen).toBe(1);
    await desk.show("call-1");
    expect(state().unseen).toBe(0);
  });

  it("keeps what was not sent when the sign-in ends, and nothing for somebody else", async () => {
    desk.stop(false);
    expect(desk.states.size).toBe(1);
    desk.stop(true);
    expect(desk.states.size).toBe(0);
  });
});
