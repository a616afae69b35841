import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "@shared/api/fakeServer";
import { turnNamed } from "@shared/turn/fixtures";
import { factTypes } from "./library";
import { newPerson } from "./person";
import { placeOf } from "./place";

let server: FakeServer;
const over = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer(turnNamed("question"));
  over.mockClear();
});
afterEach(() => vi.useRealTimers());

async function arrived() {
  const settings = { fetch: server.fetch, socket: server.connect, random: () => 0.5 };
  const person = newPerson(placeOf("?region=371000"), over, settings);
  person.begin();
  await vi.advanceTimersByTimeAsync(20);
  return person;
}

describe("a person at the terminal", () => {
  it("sees the answer to what was asked, and the place it is about", async () => {
    const person = await arrived();
    const asked = person.ask("租房能落户吗", "租房落户");
    expect(person.busy.value).toBe(true);
    expect(person.shown.view).toBe("answer");
    await vi.advanceTimersByTimeAsync(20);
    await asked;
    expect(person.current.value).toMatchObject({ said: "租房落户", kind: "question" });
    expect(person.current.value?.turn?.kind).toBe("question");
    expect(person.shown.region?.name).toBe("威海市");
  });

  it("is told of what type the facts are that are asked for", async () => {
    const person = await arrived();
    void person.ask("租房能落户吗");
    await vi.advanceTimersByTimeAsync(20);
    expect(factTypes.value).toEqual({ lived_days: "duration" });
  });

  it("is asked to try again where something is refused", async () => {
    const person = await arrived();
    server.refuses = { status: 400, code: "bad_request", message: "请再试。" };
    void person.ask("你好");
    await vi.advanceTimersByTimeAsync(20);
    expect(person.current.value?.refused).toBe("请再试。");
    expect(person.busy.value).toBe(false);
  });

  it("leaves nothing behind, not even an answer that comes later", async () => {
    const person = await arrived();
    server.losesAnswers = true;
    void person.ask("你好");
    await vi.advanceTimersByTimeAsync(20);
    person.end();
    await flushPromises();
    expect(person.shown.exchanges).toEqual([]);
    expect(server.ended).toEqual(["token-1"]);
    expect(over).not.toHaveBeenCalled();
  });

  it("is told where the server no longer knows the conversation", async () => {
    const person = await arrived();
    server.refuses = { status: 401, code: "unauthorized", message: "请重新开始。" };
    server.hangUp();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(over).toHaveBeenCalledTimes(1);
    expect(person.shown.talk).toBe("ended");
  });
});

const KEY = "0123456789abcdef".repeat(2);

describe("the address of a terminal", () => {
  it("tells place, name and paper", () => {
    expect(placeOf(`?region=371000&terminal=hall-2&key=${KEY}&paper=a4`)).toEqual({
      region: "371000",
      terminal: "hall-2",
      key: KEY,
      paper: "a4",
    });
  });

  it("is not trusted blindly", () => {
    expect(placeOf("?region=<b>&terminal=a b&key=x&paper=x")).toEqual({
      region: null,
      terminal: null,
      key: null,
      paper: "receipt",
    });
  });
});
