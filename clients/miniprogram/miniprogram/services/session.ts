/** The server's token: from memory, from the phone, or by `wx.login`; one login at a time. */

import { exchange } from './http';
import type { Logger } from './logger';
import type { Platform } from './platform';
import type { Storage, Token } from './storage';

/** A token about to lapse is renewed beforehand, as it would lapse on its way. */
const MARGIN = 60_000;

export class Session {
  private current: Token | null;
  private pending: Promise<string> | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly storage: Storage,
    private readonly logger: Logger,
    private readonly base: string,
  ) {
    this.current = storage.get('token');
  }

  /**
   * A token that is valid as far as this phone knows.
   *
   * @throws {Unreachable | Refused} when the login fails
   */
  token(): Promise<string> {
    if (this.current !== null && this.current.expires - MARGIN > this.platform.now()) {
      return Promise.resolve(this.current.token);
    }
    this.pending ??= this.login().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  /** The server gave a newer token, valid for so many seconds. */
  renew(token: string, seconds: number): void {
    this.current = { token, expires: this.platform.now() + seconds * 1000 };
    this.storage.set('token', this.current);
  }

  /** Gives up `token`, which the server did not take. Another one, got meanwhile, stays. */
  drop(token: string): void {
    if (this.current?.token !== token) return;
    this.current = null;
    this.storage.set('token', null);
  }

  /** After the conversation was deleted: the next request logs in anew. */
  forget(): void {
    this.current = null;
  }

  private async login(): Promise<string> {
    try {
      const code = await this.platform.login();
      const body = await exchange(this.platform, {
        method: 'POST',
        url: `${this.base}/login`,
        body: { code },
      });
      const { token, expires_in } = body as { token: string; expires_in: number };
      this.renew(token, expires_in);
      return token;
    } catch (error) {
      this.logger.warn('login_failed');
      throw error;
    }
  }
}
