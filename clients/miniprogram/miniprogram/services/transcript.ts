/** What was said and answered, in order, each message and each answer once. */

import type { Turn } from '../generated/turn';
import type { Answer, Rating } from './api';
import type { Storage } from './storage';
import { upgraded } from './upgrade';

export interface Entry {
  readonly id: string;
  /** Null where the bot speaks first, or the message was sent from elsewhere. */
  readonly said: string | null;
  readonly turn: Turn | null;
  readonly rating: Rating | null;
}

/** WeChat keeps 1 MB under one key, and shows no more at once; thirty turns are far below that. */
const KEPT = 30;

export class Transcript {
  private items: readonly Entry[];

  constructor(private readonly storage: Storage) {
    this.items = storage.get('transcript').map((entry) => ({
      ...entry,
      turn: entry.turn === null ? null : upgraded(entry.turn),
    }));
  }

  all(): readonly Entry[] {
    return this.items;
  }

  find(id: string): Entry | null {
    return this.items.find((entry) => entry.id === id) ?? null;
  }

  said(id: string, text: string): void {
    if (this.find(id) === null)
      this.keep([...this.items, { id, said: text, turn: null, rating: null }]);
  }

  /** Puts an answer where its message stands; one that is there already is replaced. */
  answered({ id, turn, cursor }: Answer): void {
    this.keep(
      this.find(id) === null
        ? [...this.items, { id, said: null, turn, rating: null }]
        : this.items.map((entry) => (entry.id === id ? { ...entry, turn } : entry)),
    );
    // A turn that was not stored, as the bot was down, has no place.
    if (cursor !== '') this.storage.set('cursor', cursor);
  }

  rated(id: string, rating: Rating): void {
    this.keep(this.items.map((entry) => (entry.id === id ? { ...entry, rating } : entry)));
  }

  clear(): void {
    this.items = [];
  }

  private keep(items: readonly Entry[]): void {
    this.items = items.slice(-KEPT);
    this.storage.set('transcript', this.items);
  }
}
