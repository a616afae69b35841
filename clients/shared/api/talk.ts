/** A conversation with the bot that outlives a lost network: WebSocket, and HTTP where none comes. */
import { waitBefore } from "./backoff";
import { endOnServer } from "./ending";
import { AwayError, Http, RefusedError } from "./http";
import { Outbox } from "./outbox";
import { Line, type LineEvents, type Refusal, type SocketLike } from "./socket";
import type { Answer, Session } from "./types";

export type TalkState = "connecting" | "ready" | "away" | "ended";

/** The conversation ended before the answer came. */
export class EndedError extends Error {}

export interface TalkSettings {
  /** Address of the API without a slash at its end, for instance `/kiosk/api`. */
  base: string;
  /** Begins a conversation. Called again as long as the server is away. */
  open(http: Http): Promise<Session>;
  /** Told of each change of state. */
  changed?(state: TalkState): void;
  fetch?: typeof globalThis.fetch;
  socket?: (address: string) => SocketLike;
  random?: () => number;
  newId?: () => string;
}

/** How long an answer may take over the WebSocket before it is asked for by HTTP. */
const PATIENCE_MS = 15_000;
/** A server that asks for patience is asked again after this at the latest. */
const LONGEST_WAIT_S = 15;

export class TalkClient {
  state: TalkState = "connecting";
  session: Session | null = null;
  private http: Http;
  private readonly outbox = new Outbox();
  private line: Line | null = null;
  private cursor: string | null = null;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private posting = false;
  private connecting = false;

  constructor(private readonly settings: TalkSettings) {
    this.http = this.newHttp();
  }

  private newHttp(): Http {
    const send = this.settings.fetch ?? ((...request) => globalThis.fetch(...request));
    return new Http(this.settings.base, send);
  }

  /** Begin, or try again at once. */
  start(): void {
    if (this.state !== "ended") void this.connect();
  }

  /** The network is gone, as the browser tells. */
  lost(): void {
    if (this.state === "ended") return;
    this.line?.drop();
    this.line = null;
    this.away();
  }

  /**
   * Say something. The answer comes once, however often it has to be asked for.
   *
   * @throws RefusedError if the server refuses it, EndedError if the conversation ends before.
   */
  say(text: string): Promise<Answer> {
    if (this.state === "ended") return Promise.reject(new EndedError());
    const id = (this.settings.newId ?? newId)();
    const answer = this.outbox.put(id, text);
    this.flush();
    return answer;
  }

  get<T>(path: string): Promise<T> {
    return this.noticing(this.http.request<T>("GET", path));
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.noticing(this.http.request<T>("POST", path, body));
  }

  /** End it here at once, and on the server as soon as it can be reached. */
  end(): void {
    if (this.state === "ended") return;
    const { http } = this;
    this.finish();
    if (http.token) void endOnServer(http, this.random);
  }

  private finish(): void {
    clearTimeout(this.retry);
    clearTimeout(this.patience);
    this.line?.drop();
    this.line = null;
    this.http = this.newHttp();
    this.outbox.empty(new EndedError());
    this.enter("ended");
  }

  private async connect(): Promise<void> {
    clearTimeout(this.retry);
    if (this.connecting) return;
    this.connecting = true;
    const { http } = this;
    try {
      if (!this.session) {
        this.session = await this.settings.open(http);
        http.token = this.session.token;
        if (this.hasEnded()) return void endOnServer(http, this.random);
      }
      await this.catchUp();
    } catch (error) {
      this.failed(error);
      return;
    } finally {
      this.connecting = false;
    }
    if (this.hasEnded() || !this.http.token) return;
    this.enter("ready");
    if (!this.line) this.listen(this.http.token);
    this.flush();
  }

  /** Fetch what was answered while nobody listened; this also proves that the server is there. */
  private async catchUp(): Promise<void> {
    const after = this.cursor ? `?after=${encodeURIComponent(this.cursor)}` : "";
    const { answers } = await this.http.request<{ answers: Answer[] }>("GET", `messages${after}`);
    for (const answer of answers) this.take(answer);
  }

  private listen(token: string): void {
    const open =
      this.settings.socket ?? ((address) => new WebSocket(address) as unknown as SocketLike);
    const events: LineEvents = {
      ready: (answers) => {
        if (!this.outbox.first?.sent) this.attempt = 0;
        for (const answer of answers) this.take(answer);
        this.enter("ready");
        this.flush();
      },
      answer: (answer) => this.take(answer),
      refused: (refusal) => this.refused(refusal),
      token: (renewed) => (this.http.token = renewed),
      closed: (isVoid) => {
        this.line = null;
        if (this.outbox.first) this.outbox.first.notBefore = 0;
        if (isVoid) this.finish();
        else this.later();
      },
    };
    const address = new URL(`${this.settings.base}/socket`, globalThis.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.line = new Line(open(address.href), token, this.cursor, events);
  }

  /** Send the first message that waits. One at a time: each may be an answer to the turn before. */
  private flush(): void {
    const next = this.outbox.first;
    if (!next || this.state !== "ready" || this.posting) return;
    clearTimeout(this.patience);
    const wait = next.notBefore - Date.now();
    if (wait > 0) {
      this.patience = setTimeout(() => this.flush(), wait);
    } else if (this.line?.isReady && !next.sent) {
      next.sent = true;
      next.notBefore = Date.now() + PATIENCE_MS;
      this.line.say(next.id, next.text);
      this.flush();
    } else {
      void this.postMessage();
    }
  }

  private async postMessage(): Promise<void> {
    const next = this.outbox.first;
    if (!next) return;
    const { id, text, sent } = next;
    next.sent = true;
    this.posting = true;
    try {
      const answer = await this.http.request<Answer>("POST", "messages", {
        id,
        text,
        resent: sent,
      });
      this.posting = false;
      this.take(answer);
    } catch (error) {
      this.posting = false;
      if (error instanceof RefusedError && error.status !== 401 && error.status < 500) {
        this.refused({ id, ...wordsOf(error) });
      } else this.failed(error);
    }
  }

  private take(answer: Answer): void {
    this.cursor = answer.cursor;
    this.attempt = 0;
    this.outbox.answered(answer);
    this.flush();
  }

  private refused({ id, code, message, retry_after: wait }: Refusal): void {
    const waiting = this.outbox.first;
    if (!id || waiting?.id !== id) return;
    if (wait === undefined) this.outbox.refused(id, new RefusedError(400, code, message));
    else waiting.notBefore = Date.now() + Math.min(wait, LONGEST_WAIT_S) * 1_000;
    this.flush();
  }

  private async noticing<T>(request: Promise<T>): Promise<T> {
    try {
      return await request;
    } catch (error) {
      if (error instanceof AwayError) this.failed(error);
      throw error;
    }
  }

  private failed(error: unknown): void {
    if (this.hasEnded()) return;
    if (error instanceof RefusedError && error.status === 401) this.finish();
    else this.away();
  }

  private away(): void {
    clearTimeout(this.patience);
    this.enter("away");
    this.later();
  }

  private later(): void {
    clearTimeout(this.retry);
    const wait = waitBefore(this.attempt, this.random());
    this.attempt += 1;
    this.retry = setTimeout(() => void this.connect(), wait);
  }

  private get random(): () => number {
    return this.settings.random ?? Math.random;
  }

  private hasEnded(): boolean {
    return this.state === "ended";
  }

  private enter(state: TalkState): void {
    if (this.state === state) return;
    this.state = state;
    this.settings.changed?.(state);
  }
}

/** `crypto.randomUUID` is only there on https and on this machine itself. */
function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wordsOf({ code, message, retryAfter }: RefusedError): Omit<Refusal, "id"> {
  return { code, message, ...(retryAfter === null ? {} : { retry_after: retryAfter }) };
}
