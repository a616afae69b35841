/** A person in the bot's place: waited for and written with, as pages show it. */

import { HandoverClient, type Unsent } from '../generated/waiting';
import type { Handover } from '../generated/handover';
import type { Api } from './api';
import { Refused, Unreachable } from './errors';
import { mask } from './masking';
import type { Platform } from './platform';

export interface StaffSnapshot {
  readonly handover: Handover | null;
  /** What was written and has not arrived yet. */
  readonly unsent: readonly Unsent[];
  /** Why something did not succeed. */
  readonly problem: string;
  /** The server was not reached when it was asked last. */
  readonly away: boolean;
  /** What was written and refused, to be mended. */
  readonly givenBack: string;
}

const NOTHING: StaffSnapshot = { handover: null, unsent: [], problem: '', away: false, givenBack: '' };

export class Staff {
  private client: HandoverClient;
  private now = NOTHING;
  private readonly listeners = new Set<(snapshot: StaffSnapshot) => void>();

  constructor(
    private readonly api: Api,
    private readonly platform: Platform,
  ) {
    this.client = this.newClient();
  }

  /** Calls `listener` now and whenever something changed, until the returned function is called. */
  follow(listener: (snapshot: StaffSnapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.now);
    return () => this.listeners.delete(listener);
  }

  look(): Promise<void> {
    return this.client.look();
  }

  call(): Promise<void> {
    return this.client.ask();
  }

  leave(): Promise<void> {
    return this.client.leave();
  }

  write(text: string): void {
    const said = mask(text.trim());
    if (said !== '') void this.client.write(said);
  }

  /** With the conversation all that was written is deleted on the server. */
  forget(): void {
    this.client.stop();
    this.client = this.newClient();
    this.show(NOTHING);
  }

  private newClient(): HandoverClient {
    const { api, platform } = this;
    return new HandoverClient(
      {
        look: () => api.handover(),
        ask: () => api.callStaff(),
        write: (message) => api.writeToStaff(message),
        leave: () => api.leaveStaff(),
        refusal: (error) => {
          if (error instanceof Refused) return { message: error.message, passes: false };
          if (!(error instanceof Unreachable)) throw error;
          this.show({ away: !error.replied });
          return error.replied ? { message: error.message, passes: true } : null;
        },
        now: () => platform.now(),
        later: (milliseconds, work) => platform.later(milliseconds, work),
      },
      {
        seen: (handover) => {
          this.show({ handover, problem: '', away: false });
        },
        unsent: (unsent) => {
          this.show({ unsent });
        },
        refused: (problem, givenBack = '') => {
          this.show({ problem, givenBack });
          this.now = { ...this.now, givenBack: '' };
        },
      },
    );
  }

  private show(changed: Partial<StaffSnapshot>): void {
    this.now = { ...this.now, ...changed };
    this.listeners.forEach((listener) => {
      listener(this.now);
    });
  }
}
