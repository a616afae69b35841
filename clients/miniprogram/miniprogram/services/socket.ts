/** The talk socket: opened, greeted, kept alive, and opened again after it broke. */

import type { Answer } from './api';
import { pause } from './backoff';
import { parse, type ClientFrame, type Refusal, type ServerFrame } from './frames';
import type { Logger } from './logger';
import type { Platform, Socket } from './platform';
import type { Session } from './session';

/** closed: not wanted. connecting: first try. ready: greeted. broken: waiting for the next try, or in it. */
export type SocketState = 'closed' | 'connecting' | 'ready' | 'broken';

export interface TalkEvents {
  state(state: SocketState): void;
  answers(answers: readonly Answer[]): void;
  refused(id: string, refusal: Refusal): void;
  cursor(): string | null;
}

const GREETING_TIMEOUT = 8_000;
const PING_EVERY = 25_000;
const PONG_WITHIN = 10_000;

export class TalkSocket {
  private current: SocketState = 'closed';
  private socket: Socket | null = null;
  private token: string | null = null;
  private failures = 0;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly platform: Platform,
    private readonly session: Session,
    private readonly logger: Logger,
    private readonly url: string,
    private readonly events: TalkEvents,
  ) {}

  get state(): SocketState {
    return this.current;
  }

  open(): void {
    this.failures = 0;
    if (this.current === 'ready' || this.current === 'connecting' || this.socket !== null) return;
    this.cancel();
    this.change('connecting');
    void this.connect();
  }

  close(): void {
    this.change('closed');
    this.cancel();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  /** Gives up a socket that does not answer; it is opened again after a pause. */
  restart(): void {
    this.socket?.close();
  }

  send(id: string, text: string, resent: boolean): void {
    this.put(resent ? { type: 'message', id, text, resent: true } : { type: 'message', id, text });
  }

  private async connect(): Promise<void> {
    try {
      this.token = await this.session.token();
    } catch {
      this.broken();
      return;
    }
    if (this.current === 'closed' || this.socket !== null) return;
    const token = this.token;
    const socket: Socket = this.platform.connect(this.url, {
      opened: () => {
        this.put({ type: 'hello', token, after: this.events.cursor() });
      },
      message: (text) => {
        if (this.socket === socket) this.receive(text);
      },
      closed: () => {
        if (this.socket !== socket) return;
        this.socket = null;
        this.broken();
      },
    });
    this.socket = socket;
    this.within(GREETING_TIMEOUT);
  }

  private receive(text: string): void {
    const frame = parse(text);
    if (frame === null) {
      this.logger.warn('frame_unreadable');
      return;
    }
    if (this.current === 'ready') this.keepAlive();
    this.handle(frame);
  }

  private handle(frame: ServerFrame): void {
    switch (frame.type) {
      case 'ready':
        this.failures = 0;
        this.keepAlive();
        this.logger.info('socket_ready', { answers: frame.answers.length });
        this.events.answers(frame.answers);
        this.change('ready');
        return;
      case 'answer':
        this.events.answers([{ id: frame.id, cursor: frame.cursor, turn: frame.turn }]);
        return;
      case 'token':
        this.session.renew(frame.token, frame.expires_in);
        this.token = frame.token;
        return;
      case 'error':
        this.refused(frame);
        return;
      case 'ping':
        this.put({ type: 'pong' });
        return;
      default:
    }
  }

  /** A void token and a refused greeting end the socket; a message that was under way goes again. */
  private refused(refusal: Refusal): void {
    const isVoid = refusal.code === 'unauthorized';
    if (isVoid && this.token !== null) this.session.drop(this.token);
    if (isVoid || refusal.id === undefined) this.socket?.close();
    else this.events.refused(refusal.id, refusal);
  }

  private broken(): void {
    if (this.current === 'closed') return;
    this.cancel();
    this.failures += 1;
    this.logger.info('socket_closed', { failures: this.failures });
    this.change('broken');
    this.cancel = this.platform.later(pause(this.failures, this.platform.random()), () => {
      void this.connect();
    });
  }

  private keepAlive(): void {
    this.cancel();
    this.cancel = this.platform.later(PING_EVERY, () => {
      this.put({ type: 'ping' });
      this.within(PONG_WITHIN);
    });
  }

  private within(milliseconds: number): void {
    this.cancel();
    this.cancel = this.platform.later(milliseconds, () => this.socket?.close());
  }

  private put(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  private change(state: SocketState): void {
    if (this.current === state) return;
    this.current = state;
    this.events.state(state);
  }
}
