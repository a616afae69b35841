/**
 * Sends what is queued, one message after another: by socket or, where there is none, by HTTP. A
 * message leaves the queue when it is answered; until then it is sent again under the same id.
 */

import type { Answer, Api } from './api';
import { pause } from './backoff';
import { Refused, shown, Unreachable } from './errors';
import type { Refusal } from './frames';
import type { Logger } from './logger';
import type { Platform } from './platform';
import type { Queue, Queued } from './queue';
import { seedRegion } from './seeding';
import type { TalkSocket } from './socket';
import type { Storage } from './storage';

export interface OutboxParts {
  readonly platform: Platform;
  readonly storage: Storage;
  readonly api: Api;
  readonly queue: Queue;
  readonly logger: Logger;
}

export interface OutboxEvents {
  answered(answer: Answer): void;
  changed(): void;
}

const ANSWER_WITHIN = 20_000;
/** After so many failures the message is shown as failed; it goes out when the connection is back. */
const ATTEMPTS = 3;

export class Outbox {
  /** Whether the last request by HTTP got a reply. */
  reachable = false;
  private underway: { id: string; by: 'socket' | 'http' } | null = null;
  private failures = 0;
  private cancel: () => void = () => undefined;
  /** Grows when the conversation is deleted: what was under way then is not taken in any more. */
  private life = 0;

  constructor(
    private readonly parts: OutboxParts,
    private readonly socket: TalkSocket,
    private readonly events: OutboxEvents,
  ) {}

  /** Sends the next message if none is under way; while the socket is being opened it waits. */
  pump(): void {
    if (this.underway !== null || this.socket.state === 'connecting') return;
    const item = this.parts.queue.next();
    if (item === null) return;
    this.underway = { id: item.id, by: 'http' };
    this.cancel();
    void this.deliver(item, this.life);
  }

  /** The person asks for it, or the app is in front again: failures so far do not count. */
  retry(): void {
    this.failures = 0;
    this.pump();
  }

  socketReady(): void {
    this.failures = 0;
    this.parts.queue.resume();
    this.pump();
  }

  socketLost(): void {
    if (this.underway?.by !== 'socket') return;
    this.underway = null;
    this.cancel();
  }

  answered(id: string): void {
    this.failures = 0;
    this.parts.queue.answered(id);
    this.settled(id);
  }

  /** The server did not take a message: it is sent again where the server says when. */
  refused(
    id: string,
    { message, retry_after: wait }: Pick<Refusal, 'message' | 'retry_after'>,
  ): void {
    if (wait !== undefined) {
      this.unreached(id, new Unreachable(message, true, wait));
      return;
    }
    this.parts.logger.warn('message_refused');
    this.parts.queue.failed(id, message, false);
    this.settled(id);
    this.events.changed();
  }

  clear(): void {
    this.life += 1;
    this.underway = null;
    this.failures = 0;
    this.cancel();
    this.parts.queue.clear();
  }

  private async deliver(item: Queued, life: number): Promise<void> {
    const { platform, storage, api, queue } = this.parts;
    try {
      await seedRegion(platform, storage, api);
      if (life !== this.life) return;
      queue.sending(item.id);
      if (this.socket.state === 'ready') {
        this.bySocket(item);
        return;
      }
      const answer = await api.send(item.id, item.text, item.sent);
      if (life !== this.life) return;
      this.reachable = true;
      this.events.answered(answer);
    } catch (error) {
      if (life !== this.life) return;
      if (error instanceof Refused) this.refused(item.id, { message: error.message });
      else this.unreached(item.id, error);
    }
  }

  private bySocket(item: Queued): void {
    this.underway = { id: item.id, by: 'socket' };
    this.cancel = this.parts.platform.later(ANSWER_WITHIN, () => {
      this.socket.restart();
    });
    this.socket.send(item.id, item.text, item.sent);
  }

  private unreached(id: string, error: unknown): void {
    const { platform, queue, logger } = this.parts;
    const { replied, wait } = error instanceof Unreachable ? error : new Unreachable();
    this.reachable = replied;
    this.failures += 1;
    this.underway = null;
    this.cancel();
    logger.warn('request_failed', { failures: this.failures });
    if (this.failures >= ATTEMPTS) {
      this.failures = 0;
      queue.failed(id, shown(error), true);
      this.pump();
    } else {
      this.cancel = platform.later(
        Math.max(wait * 1_000, pause(this.failures, platform.random())),
        () => {
          this.pump();
        },
      );
    }
    this.events.changed();
  }

  private settled(id: string): void {
    if (this.underway?.id === id) {
      this.underway = null;
      this.cancel();
    }
    this.pump();
  }
}
