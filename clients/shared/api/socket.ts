/** One WebSocket of a conversation: hello, what was missed, messages and their answers. */
import type { Answer } from "./types";

export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: string): void;
  close(): void;
}

export interface Refusal {
  id?: string;
  code: string;
  message: string;
  retry_after?: number;
}

export interface LineEvents {
  ready(answers: Answer[]): void;
  answer(answer: Answer): void;
  refused(refusal: Refusal): void;
  token(token: string): void;
  /** It is gone; `void` where the token no longer holds. */
  closed(isVoid: boolean): void;
}

const VOID = 4401;
/** The server sends a ping after 25 quiet seconds; later than this nobody is there. */
const QUIET_MS = 40_000;
const HELLO_MS = 8_000;

export class Line {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;
  isReady = false;

  constructor(
    private readonly socket: SocketLike,
    token: string,
    after: string | null,
    private readonly events: LineEvents,
  ) {
    this.watch(HELLO_MS);
    socket.onopen = () => this.send({ type: "hello", token, after });
    socket.onmessage = ({ data }) => this.take(data);
    socket.onclose = ({ code }) => this.finish(code === VOID);
  }

  say(id: string, text: string): void {
    this.send({ type: "message", id, text });
  }

  /** Hang up without telling anybody. */
  drop(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.socket.close();
  }

  private take(data: unknown): void {
    if (this.over) return;
    this.watch(QUIET_MS);
    const frame = parse(data);
    if (frame.type === "ready") {
      this.isReady = true;
      this.events.ready(frame.answers as Answer[]);
    } else if (frame.type === "answer") this.events.answer(frame as unknown as Answer);
    else if (frame.type === "error") this.events.refused(frame as unknown as Refusal);
    else if (frame.type === "token") this.events.token(frame.token as string);
    else if (frame.type === "ping") this.send({ type: "pong" });
  }

  private send(frame: object): void {
    try {
      this.socket.send(JSON.stringify(frame));
    } catch {
      this.finish(false);
    }
  }

  private watch(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.finish(false), ms);
  }

  private finish(isVoid: boolean): void {
    if (this.over) return;
    this.drop();
    this.isReady = false;
    this.events.closed(isVoid);
  }
}

function parse(data: unknown): Record<string, unknown> {
  try {
    return JSON.parse(String(data)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
