import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { turnNamed } from "../turn/fixtures";
import { FakeServer } from "./fakeServer";
import { RefusedError } from "./http";
import { EndedError, TalkClient, type TalkState } from "./talk";

let server: FakeServer;
let states: TalkState[];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer(turnNamed("question"));
  states = [];
});
afterEach(() => vi.useRealTimers());

function begun(): TalkClient {
  const client = new TalkClient({
    base: "/kiosk/api",
    open: (http) => http.request("POST", "session", {}),
    changed: (state) => states.push(state),
    fetch: server.fetch,
    socket: server.connect,
    random: () => 0.5,
  });
  client.start();
  return client;
}
const soon = (ms = 20) => vi.advanceTimersByTimeAsync(ms);

describe("a conversation", () => {
  it("goes over the WebSocket where there is one", async () => {
    const client = begun();
    await soon();
    const answer = client.say("租房能落户吗");
    await soon();
    expect((await answer).turn.kind).toBe("question");
    expect(server.heard).toEqual([{ by: "socket", text: "租房能落户吗" }]);
    expect(states).toEqual(["ready"]);
  });

  it("goes over HTTP where no WebSocket comes", async () => {
    server.refusesSockets = true;
    const client = begun();
    await soon();
    const answer = client.say("你好");
    await soon();
    await answer;
    expect(server.heard).toEqual([{ by: "http", text: "你好" }]);
    await soon(60_000);
    expect(client.state).toBe("ready");
  });

  it("keeps what was said while the server is away, and sends it when it is back", async () => {
    server.isAway = true;
    const client = begun();
    const answer = client.say("你好");
    await soon(5_000);
    expect(client.state).toBe("away");
    server.isAway = false;
    await soon(30_000);
    await answer;
    expect(client.state).toBe("ready");
    expect(server.heard).toHaveLength(1);
  });

  it("gets an answer once that was made while the line was broken", async () => {
    const client = begun();
    await soon();
    server.losesAnswers = true;
    const answer = client.say("你好");
    await soon();
    server.losesAnswers = false;
    server.hangUp();
    await soon(3_000);
    expect((await answer).id).toBeTruthy();
    expect(server.made).toBe(1);
  });

  it("asks by HTTP for an answer that does not come over the WebSocket", async () => {
    const client = begun();
    await soon();
    server.losesAnswers = true;
    const answer = client.say("你好");
    await soon(16_000);
    await answer;
    expect(server.made).toBe(1);
    expect(server.resent).toBe(1);
  });

  it("sends one message after the other", async () => {
    const client = begun();
    await soon();
    server.losesAnswers = true;
    const both = Promise.all([client.say("一"), client.say("二")]);
    await soon(1_000);
    expect(server.heard).toHaveLength(1);
    server.losesAnswers = false;
    await soon(20_000);
    expect((await both).map(({ id }) => id)).toHaveLength(2);
    expect(server.heard.map(({ text }) => text)).toEqual(["一", "二"]);
  });

  it("waits where the server asks for patience", async () => {
    const client = begun();
    await soon();
    server.refuses = { status: 429, code: "too_many", message: "请过5秒再发。", retry_after: 5 };
    const answer = client.say("你好");
    await soon(4_000);
    server.refuses = null;
    expect(server.made).toBe(0);
    await soon(2_000);
    await answer;
    expect(server.made).toBe(1);
  });

  it("tells of a message that is refused, and goes on", async () => {
    const client = begun();
    await soon();
    server.refuses = { status: 400, code: "bad_request", message: "请再试。" };
    const refused = client.say("你好").catch((error: unknown) => error);
    await soon();
    expect(await refused).toBeInstanceOf(RefusedError);
    server.refuses = null;
    const answer = client.say("再来");
    await soon();
    await answer;
  });

  it("ends at once, and no late answer comes through", async () => {
    const client = begun();
    await soon();
    server.losesAnswers = true;
    const late = client.say("你好").catch((error: unknown) => error);
    await soon();
    client.end();
    expect(await late).toBeInstanceOf(EndedError);
    await soon();
    expect(server.ended).toEqual(["token-1"]);
    expect(client.state).toBe("ended");
  });

  it("has the conversation deleted later where the server is away at its end", async () => {
    const client = begun();
    await soon();
    server.isAway = true;
    client.end();
    await soon(10_000);
    server.isAway = false;
    await soon(31_000);
    expect(server.ended).toEqual(["token-1"]);
  });

  it("ends where the server no longer knows it", async () => {
    const client = begun();
    await soon();
    server.refuses = { status: 401, code: "unauthorized", message: "请重新开始。" };
    server.hangUp();
    await soon(5_000);
    expect(client.state).toBe("ended");
  });

  it("notices a line on which nothing comes any more", async () => {
    begun();
    await soon();
    await soon(41_000);
    expect(server.connections).toBe(2);
  });

  it("says so at once where the browser knows that the network is gone", async () => {
    const client = begun();
    await soon();
    client.lost();
    expect(client.state).toBe("away");
    client.start();
    await soon();
    expect(client.state).toBe("ready");
  });
});
