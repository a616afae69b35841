/** The conversation at one moment, as the chat page shows it. */

import type { Queued } from './queue';
import type { Entry } from './transcript';

/** What the person is told of the connection. */
export type Link = 'connecting' | 'connected' | 'reconnecting';

export interface Spoken extends Entry {
  readonly state: 'answered' | 'waiting' | 'failed';
  readonly failure: string | null;
}

export interface Snapshot {
  readonly link: Link;
  readonly entries: readonly Spoken[];
}

/** The entries with what has become of their messages. */
export function spoken(entries: readonly Entry[], queue: readonly Queued[]): readonly Spoken[] {
  const waiting = new Map(queue.map((item) => [item.id, item]));
  return entries.map((entry) => {
    const item = waiting.get(entry.id);
    if (item === undefined) return { ...entry, state: 'answered', failure: null };
    return { ...entry, state: item.failure === null ? 'waiting' : 'failed', failure: item.failure };
  });
}
