/** The live connection: frames of the server as they come, opened again whenever it breaks. */
import { BASE } from "./http";
import type { Frame } from "./types";

/** What the page hears of the connection. */
export interface Hearing {
  /** It stands, for the first time or again: what happened meanwhile must be asked for. */
  opened(): void;
  /** It broke, or could not be made. */
  lost(): void;
  frame(frame: Frame): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** The server sends a ping more often than this. */
export const SILENCE = 75_000;

/** A connection that mends itself until it is closed. */
export class Live {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly hearing: Hearing,
    private readonly connect: () => WebSocket = () => new WebSocket(address()),
  ) {}

  /** Connects now, also where the next try would be later. */
  open(): void {
    this.closed = false;
    clearTimeout(this.timer);
    if (this.socket) return;
    const socket = this.connect();
    this.socket = socket;
    socket.onopen = () => {
      this.wait = FIRST_WAIT;
      this.heard();
      this.hearing.opened();
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      this.heard();
      const frame = read(event.data);
      if (frame) this.hearing.frame(frame);
    };
    socket.onclose = () => this.broke(socket);
  }

  /** Gives up a line over which nothing will come any more, and tries another one. */
  cut(): void {
    const socket = this.socket;
    socket?.close();
    if (socket) this.broke(socket);
  }

  /** Ends it for good. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.socket?.close();
    this.socket = null;
  }

  private heard(): void {
    clearTimeout(this.silence);
    // A line that is cut without a word stays open for minutes.
    this.silence = setTimeout(() => this.cut(), SILENCE);
  }

  private broke(socket: WebSocket): void {
    if (this.socket !== socket || this.closed) return;
    this.socket = null;
    clearTimeout(this.silence);
    this.hearing.lost();
    // Not all at the same moment, when a server comes back to many.
    this.timer = setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}

function address(): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}${BASE}/live`;
}

function read(data: string): Frame | null {
  try {
    return JSON.parse(data) as Frame;
  } catch {
    return null;
  }
}
