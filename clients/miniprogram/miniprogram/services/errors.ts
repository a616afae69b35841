/** The two ways a request fails: nobody answered, or the server said no. */

import { words } from '../words';

/** No reply, or one that says "later" (429, 5xx): trying again makes sense. */
export class Unreachable extends Error {
  /**
   * @param replied whether the server said so itself
   * @param wait seconds after which it is worth another try
   */
  constructor(
    message: string = words.errors.unreachable,
    readonly replied = false,
    readonly wait = 0,
  ) {
    super(message);
    this.name = 'Unreachable';
  }
}

/** The server refused; its message says to the person what to do. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** What to show to the person. */
export function shown(error: unknown): string {
  return error instanceof Refused || error instanceof Unreachable
    ? error.message
    : words.errors.unexpected;
}
