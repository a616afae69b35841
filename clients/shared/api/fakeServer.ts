/** A stand-in for the bot's talk API, for tests. */
import type { Handover } from "../contract/handover";
import type { Turn } from "../contract/turn";
import type { SocketLike } from "./socket";
import type { Answer } from "./types";

interface Refused {
  status: number;
  code: string;
  message: string;
  retry_after?: number;
}

const AWAY: Refused = { status: 503, code: "records_away", message: "请过一分钟再试。" };

export class FakeServer {
  isAway = false;
  refusesSockets = false;
  /** Answers are made, but do not arrive over the WebSocket. */
  losesAnswers = false;
  refuses: Refused | null = null;
  /** How waiting for a person stands; null where the server cannot tell. */
  handover: Handover | null = null;
  heard: { by: "socket" | "http"; text: string }[] = [];
  resent = 0;
  ended: string[] = [];
  connections = 0;
  private readonly answers = new Map<string, Answer>();
  private socket: SocketLike | null = null;
  private sessions = 0;

  constructor(private readonly turn: Turn) {}

  /** How many answers were made. */
  get made(): number {
    return this.answers.size;
  }

  readonly fetch: typeof globalThis.fetch = async (address, init) => {
    if (this.isAway) throw new TypeError("away");
    const path = String(address).replace(/^.*\/api\/|\?.*$/gu, "");
    const headers = init?.headers as Record<string, string> | undefined;
    if (path === "session") {
      this.sessions += 1;
      return json({ token: `token-${this.sessions}`, expires_in: 3600, region: null });
    }
    if (path === "end") {
      this.ended.push(headers?.Authorization?.replace("Bearer ", "") ?? "");
      return json({ ok: true });
    }
    if (path === "regions") return json({ regions: [] });
    if (path.startsWith("facts"))
      return json({ facts: [{ name: "lived_days", type: "duration" }] });
    if (path === "handover") {
      const { handover } = this;
      return handover ? json(handover) : json({ error: AWAY }, AWAY.status);
    }
    if (this.refuses) return json({ error: this.refuses }, this.refuses.status);
    if (path === "messages" && init?.method === "GET") {
      return json({ answers: [...this.answers.values()] });
    }
    const { id, text, resent } = JSON.parse(String(init?.body)) as Record<string, string>;
    if (resent) this.resent += 1;
    return json(this.answer("http", id ?? "", text ?? ""));
  };

  readonly connect = (): SocketLike => {
    this.connections += 1;
    const socket: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (data) => this.take(socket, JSON.parse(data) as Record<string, string>),
      close: () => undefined,
    };
    this.socket = socket;
    const refused = this.isAway || this.refusesSockets;
    setTimeout(() => (refused ? socket.onclose?.({ code: 1006 }) : socket.onopen?.()), 0);
    return socket;
  };

  /** Break the connection. */
  hangUp(): void {
    this.socket?.onclose?.({ code: 1006 });
  }

  private take(socket: SocketLike, frame: Record<string, string>): void {
    const reply = (data: object) =>
      setTimeout(() => socket.onmessage?.({ data: JSON.stringify(data) }), 0);
    if (frame.type === "hello") reply({ type: "ready", answers: [] });
    if (frame.type !== "message") return;
    const { id = "", text = "" } = frame;
    if (this.refuses) reply({ type: "error", id, ...this.refuses });
    else {
      const answer = this.answer("socket", id, text);
      if (!this.losesAnswers) reply({ type: "answer", ...answer });
    }
  }

  private answer(by: "socket" | "http", id: string, text: string): Answer {
    const made = this.answers.get(id) ?? {
      id,
      cursor: String(this.answers.size + 1),
      turn: this.turn,
    };
    if (!this.answers.has(id)) this.heard.push({ by, text });
    this.answers.set(id, made);
    return made;
  }
}

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}
