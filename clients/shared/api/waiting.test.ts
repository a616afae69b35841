import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Handover } from "../contract/handover";
import { HandoverClient, type Requests } from "./waiting";

const seen: Handover[] = [];
const refused = vi.fn();
let unsent: string[] = [];
let server: Handover;
let failing: { message: string; passes: boolean } | "away" | null;
let looks = 0;
const arrived: number[] = [];

function handover(more: Partial<Handover> = {}): Handover {
  const words = { title: "正在等", text: "您已经等了3秒。" };
  const rest = { open: true, waited: 3, before: 0, messages: [], instead: [], poll: 3 };
  return { state: "waiting", stage: "waiting", ...words, ...rest, ...more };
}

async function answered(): Promise<Handover> {
  if (failing) throw new Error("failed");
  return server;
}

const requests: Requests = {
  look: () => {
    looks += 1;
    return answered();
  },
  ask: answered,
  leave: answered,
  write: async ({ sequence }) => {
    const answer = await answered();
    arrived.push(sequence);
    return answer;
  },
  refusal: () => (failing === "away" ? null : failing),
  now: () => 1_000,
  later: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

function client() {
  return new HandoverClient(requests, {
    seen: (one) => seen.push(one),
    unsent: (messages) => (unsent = messages.map(({ text }) => text)),
    refused,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  [seen, arrived].forEach((list) => list.splice(0));
  refused.mockClear();
  [looks, failing, unsent, server] = [0, null, [], handover()];
});

afterEach(() => vi.useRealTimers());

describe("somebody who waits for a person", () => {
  it("is looked after as long as it lasts, and not longer", async () => {
    await client().ask();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(looks).toBe(3);
    server = handover({ state: "ended", stage: "operator" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(4);
    expect(seen.at(-1)?.stage).toBe("operator");
  });

  it("is looked after again once the network is back", async () => {
    await client().ask();
    failing = "away";
    await vi.advanceTimersByTimeAsync(30_000);
    failing = null;
    server = handover({ state: "talking", stage: "taken" });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seen.at(-1)?.state).toBe("talking");
    expect(refused).not.toHaveBeenCalled();
  });

  it("is told why it was refused", async () => {
    failing = { message: "等的人太多", passes: true };
    await client().ask();
    expect(refused).toHaveBeenCalledWith("等的人太多");
  });

  it("loses nothing that was written without a network, and sends it once and in order", async () => {
    server = handover({ state: "talking", stage: "talking" });
    const here = client();
    await here.look();
    failing = "away";
    await here.write("一");
    await here.write("二");
    expect(unsent).toEqual(["一", "二"]);
    failing = null;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(unsent).toEqual([]);
    expect(arrived).toEqual([1_000, 1_001]);
  });

  it("gets back what the server will never take", async () => {
    failing = { message: "没有工作人员在跟您对话", passes: false };
    await client().write("在吗");
    expect(refused).toHaveBeenCalledWith("没有工作人员在跟您对话", "在吗");
    expect(unsent).toEqual([]);
  });

  it("leaves nothing behind once it is over", async () => {
    const here = client();
    await here.ask();
    here.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(0);
  });
});
