/** What the mini program keeps on the phone: one place that knows the keys and their types. */

import type { Region } from '../generated/turn';
import type { Platform } from './platform';
import type { Queued } from './queue';
import type { Entry } from './transcript';

export interface Token {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface Kept {
  token: Token | null;
  queue: readonly Queued[];
  transcript: readonly Entry[];
  cursor: string | null;
  /** When a message was last answered, milliseconds since 1970; 0 for never. */
  active: number;
  region: Region | null;
  elder: boolean;
  /** Materials ticked off, by case. */
  checks: Readonly<Record<string, readonly string[]>>;
}

const EMPTY: Kept = {
  token: null,
  queue: [],
  transcript: [],
  cursor: null,
  active: 0,
  region: null,
  elder: false,
  checks: {},
};

/** What belongs to a conversation and goes with it; region and elder mode are settings and stay. */
const OF_CONVERSATION = ['token', 'queue', 'transcript', 'cursor', 'active', 'checks'] as const;

/** A later layout of what is kept gets another prefix; what an older one left is then not misread. */
const PREFIX = 'luohu1.';

export class Storage {
  constructor(private readonly platform: Pick<Platform, 'read' | 'write' | 'remove'>) {}

  get<K extends keyof Kept>(key: K): Kept[K] {
    const value = this.platform.read(PREFIX + key);
    // WeChat gives '' for what was never kept.
    if (value === undefined || value === null || value === '') return EMPTY[key];
    return value as Kept[K];
  }

  set<K extends keyof Kept>(key: K, value: Kept[K]): void {
    this.platform.write(PREFIX + key, value);
  }

  forgetConversation(): void {
    for (const key of OF_CONVERSATION) this.platform.remove(PREFIX + key);
  }
}
