/** The conversation as the pages know it: what was said and answered, and what can be done. */

import type { Region } from '../generated/turn';
import type { Answer, Rating, Reason } from './api';
import { mask } from './masking';
import { Outbox, type OutboxParts } from './outbox';
import type { Session } from './session';
import { spoken, type Link, type Snapshot } from './snapshot';
import { TalkSocket, type SocketState } from './socket';
import type { Transcript } from './transcript';

export interface Parts extends OutboxParts {
  readonly session: Session;
  readonly transcript: Transcript;
  readonly socketUrl: string;
}

export class Conversation {
  private readonly socket: TalkSocket;
  private readonly outbox: Outbox;
  private taking: { code: string; id: string } | null = null;
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();

  constructor(private readonly parts: Parts) {
    const { platform, session, logger, socketUrl, storage } = parts;
    this.socket = new TalkSocket(platform, session, logger, socketUrl, {
      state: (state) => {
        this.changed(state);
      },
      answers: (answers) => {
        this.take(answers);
      },
      refused: (id, refusal) => {
        this.outbox.refused(id, refusal);
      },
      cursor: () => storage.get('cursor'),
    });
    this.outbox = new Outbox(parts, this.socket, {
      answered: (answer) => {
        this.take([answer]);
      },
      changed: () => {
        this.notify();
      },
    });
  }

  /** The app is in front, or the network is back. */
  start(): void {
    this.socket.open();
    this.outbox.retry();
  }

  /** The app went into the background, where WeChat lets no socket live. */
  stop(): void {
    this.socket.close();
  }

  /** Calls `listener` now and whenever something changed, until the returned function is called. */
  follow(listener: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot());
    return () => this.listeners.delete(listener);
  }

  snapshot(): Snapshot {
    const { transcript, queue } = this.parts;
    return { link: this.link(), entries: spoken(transcript.all(), queue.all()) };
  }

  say(text: string): void {
    const said = mask(text.trim());
    if (said === '') return;
    const id = this.newId();
    this.parts.transcript.said(id, said);
    this.parts.queue.add(id, said);
    this.notify();
    this.outbox.pump();
  }

  /** Sends a message again that failed, or whose answer was that the bot was down. */
  again(id: string): void {
    const said = this.parts.transcript.find(id)?.said;
    if (said === undefined || said === null) return;
    this.parts.queue.add(id, said, true);
    this.notify();
    this.start();
  }

  /** @throws {Unreachable | Refused} */
  async rate(id: string, rating: Rating, reason?: Reason): Promise<void> {
    await this.parts.api.rate(id, rating, reason);
    this.parts.transcript.rated(id, rating);
    this.notify();
  }

  /**
   * Goes on with the case under a code.
   *
   * @throws {Unreachable | Refused} tried again, it is still taken up once
   */
  async takeCase(code: string): Promise<void> {
    if (this.taking?.code !== code) this.taking = { code, id: this.newId() };
    this.take([await this.parts.api.takeCase(code, this.taking.id)]);
    this.taking = null;
  }

  /** @throws {Unreachable | Refused} */
  async chooseRegion(region: Region): Promise<void> {
    await this.parts.api.chooseRegion(region.code);
    this.parts.storage.set('region', { code: region.code, name: region.name });
    this.parts.storage.set('active', this.parts.platform.now());
  }

  /**
   * Deletes the conversation, first on the server, then here.
   *
   * @throws {Unreachable | Refused} then nothing was deleted
   */
  async forget(): Promise<void> {
    const { api, storage, transcript, session } = this.parts;
    await api.end();
    this.socket.close();
    this.outbox.clear();
    transcript.clear();
    session.forget();
    storage.forgetConversation();
    this.notify();
    this.start();
  }

  private take(answers: readonly Answer[]): void {
    const { transcript, storage, platform, logger } = this.parts;
    for (const answer of answers) {
      transcript.answered(answer);
      storage.set('active', platform.now());
      this.outbox.answered(answer.id);
    }
    logger.info('answer_received', { answers: answers.length });
    this.notify();
  }

  private changed(state: SocketState): void {
    if (state !== 'ready') this.outbox.socketLost();
    if (state === 'ready') this.outbox.socketReady();
    if (state === 'broken') {
      this.outbox.reachable = false;
      void this.catchUp();
      this.outbox.pump();
    }
    this.notify();
  }

  /** Without a socket, what was answered meanwhile is fetched by HTTP. */
  private async catchUp(): Promise<void> {
    const { api, storage, logger } = this.parts;
    const cursor = storage.get('cursor');
    try {
      const answers = await api.answersAfter(cursor);
      // An answer taken in meanwhile moved the cursor on; a deleted conversation has none.
      if (storage.get('cursor') !== cursor) return;
      this.outbox.reachable = true;
      this.take(answers);
    } catch {
      logger.warn('request_failed', { catchUp: true });
    }
  }

  private link(): Link {
    const { state } = this.socket;
    if (state === 'connecting' || state === 'closed') return 'connecting';
    return state === 'ready' || this.outbox.reachable ? 'connected' : 'reconnecting';
  }

  private newId(): string {
    const { platform } = this.parts;
    const chance = (): string => Math.floor(platform.random() * 2 ** 32).toString(36);
    return `${platform.now().toString(36)}-${chance()}${chance()}`;
  }

  private notify(): void {
    const snapshot = this.snapshot();
    this.listeners.forEach((listener) => {
      listener(snapshot);
    });
  }
}
