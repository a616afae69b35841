import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Waiting } from "../api/types";
import { aCall } from "./samples";
import { endedBy, forgetQueue, handoverOf, waiting } from "./queue";
import { hear, put, states } from "./store";

function someone(id: string, more: Partial<Waiting> = {}): Waiting {
  return {
    id,
    channel: "kiosk",
    region: { code: "371000", name: "威海市" },
    topic: "renting",
    asked_at: `2026-11-22T09:00:0${id}.000+08:00`,
    taken_at: null,
    operator: null,
    call: null,
    told: [],
    said: ["租房能落户吗"],
    ...more,
  };
}

const ids = () => waiting.value.map(({ id }) => id);
const over = (id: string, call: string | null, erased: boolean) =>
  hear({ type: "handover_over", handover: { id, call, by: "resident", erased } });

beforeEach(() => {
  vi.useFakeTimers();
  forgetQueue();
  states.clear();
});
afterEach(() => vi.useRealTimers());

describe("those who wait for a person", () => {
  it("stand in the order in which they came", () => {
    hear({ type: "handover", handover: someone("2") });
    hear({ type: "handover", handover: someone("1") });
    expect(ids()).toEqual(["1", "2"]);
  });

  it("go when another operator takes them or they leave", () => {
    ["1", "2", "3"].forEach((id) => hear({ type: "handover", handover: someone(id) }));
    hear({ type: "handover_taken", id: "1" });
    over("2", null, false);
    expect(ids()).toEqual(["3"]);
  });

  it("are written with in their call, until they leave", () => {
    put(aCall());
    const taken = someone("1", { call: "call-1", taken_at: "2026-11-22T09:01:00+08:00" });
    hear({ type: "handover", handover: taken });
    expect(ids()).toEqual([]);
    expect(handoverOf("call-1")?.id).toBe("1");
    over("1", "call-1", false);
    expect(endedBy("call-1")).toBe("resident");
    expect(states.has("call-1")).toBe(true);
  });

  it("leave nothing on the page once what they wrote was erased", () => {
    put(aCall());
    hear({ type: "handover", handover: someone("1", { call: "call-1" }) });
    over("1", "call-1", true);
    expect(states.size).toBe(0);
  });
});
