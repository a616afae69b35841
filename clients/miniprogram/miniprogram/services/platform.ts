/** What the services need of the phone. `wxPlatform.ts` gives it by WeChat, tests by memory. */

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly token?: string;
  readonly body?: object;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** One WebSocket. `closed` comes exactly once, also where it never opened. */
export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  closed(): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface Platform {
  /** Rejects where no reply arrived; any HTTP status is a reply. */
  request(request: Request): Promise<Reply>;
  connect(url: string, events: SocketEvents): Socket;
  /** A one-time code of `wx.login`. */
  login(): Promise<string>;
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  now(): number;
  random(): number;
  /** Does `work` after `milliseconds`; the returned function calls it off. */
  later(milliseconds: number, work: () => void): () => void;
  log(level: 'info' | 'warn', line: string): void;
}
