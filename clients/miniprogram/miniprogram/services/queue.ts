/**
 * Messages on their way, kept on the phone until they are answered, so that none is lost when the
 * app is killed. Each has an id of its own making, by which the server answers it once.
 */

import type { Storage } from './storage';

export interface Queued {
  readonly id: string;
  readonly text: string;
  /** It may have reached the server before. */
  readonly sent: boolean;
  /** Why it is not tried any more, null while it is. */
  readonly failure: string | null;
  /** Whether it is tried again by itself when the connection is back. */
  readonly resumes: boolean;
}

export class Queue {
  private items: readonly Queued[];

  constructor(private readonly storage: Storage) {
    this.items = storage.get('queue');
  }

  all(): readonly Queued[] {
    return this.items;
  }

  /** The next message to send: in the order in which they were said. */
  next(): Queued | null {
    return this.items.find((item) => item.failure === null) ?? null;
  }

  add(id: string, text: string, sent = false): void {
    if (this.items.some((item) => item.id === id)) {
      this.change(id, { failure: null });
      return;
    }
    this.keep([...this.items, { id, text, sent, failure: null, resumes: false }]);
  }

  /** Before it is sent: from now on the server may have it, even if the app is killed. */
  sending(id: string): void {
    this.change(id, { sent: true });
  }

  failed(id: string, failure: string, resumes: boolean): void {
    this.change(id, { failure, resumes });
  }

  /** The connection is back: what failed for lack of it is tried again. */
  resume(): void {
    this.keep(
      this.items.map((item) => (item.resumes ? { ...item, failure: null, resumes: false } : item)),
    );
  }

  answered(id: string): void {
    this.keep(this.items.filter((item) => item.id !== id));
  }

  clear(): void {
    this.items = [];
  }

  private change(id: string, change: Partial<Queued>): void {
    this.keep(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  private keep(items: readonly Queued[]): void {
    this.items = items;
    this.storage.set('queue', items);
  }
}
