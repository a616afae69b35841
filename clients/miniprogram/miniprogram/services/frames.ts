/** The frames of the talk socket. */

import type { Answer } from './api';

export type ClientFrame =
  | { type: 'hello'; token: string; after: string | null }
  | { type: 'message'; id: string; text: string; resent?: true }
  | { type: 'ping' }
  | { type: 'pong' };

export interface Refusal {
  type: 'error';
  /** The message that it is about; without one, it is about the greeting. */
  id?: string;
  code: string;
  message: string;
  /** Seconds; there where it is worth another try. */
  retry_after?: number;
}

export type ServerFrame =
  | { type: 'ready'; answers: Answer[] }
  | ({ type: 'answer' } & Answer)
  | Refusal
  | { type: 'token'; token: string; expires_in: number }
  | { type: 'ping' }
  | { type: 'pong' };

/** The frame in a socket message, null where it is none; unknown types are left to the reader. */
export function parse(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame
      ? (frame as ServerFrame)
      : null;
  } catch {
    return null;
  }
}
