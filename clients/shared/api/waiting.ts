/** Waiting for a person, and writing with the one who comes: looked at again as long as it lasts. */
import type { Handover, Written } from "../contract/handover";

/** Something written that the server has not got yet. */
export interface Unsent {
  sequence: number;
  text: string;
}

/** Why the server refused something, in words for people; `passes` where another try may do. */
export interface Refusal {
  message: string;
  passes: boolean;
}

/** What is asked of the server, and of the clock. */
export interface Requests {
  look(): Promise<Handover>;
  ask(): Promise<Handover>;
  write(message: Unsent): Promise<Handover>;
  leave(): Promise<Handover>;
  /** What the server said against a request; null where it was not reached. */
  refusal(error: unknown): Refusal | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something later; the returned function calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}

export interface HandoverEvents {
  /** It is as the server says now. */
  seen(handover: Handover): void;
  /** What of one's own has not arrived yet has changed. */
  unsent(messages: Unsent[]): void;
  /** The server refused something; `text` is what was written and will not be taken. */
  refused(message: string, text?: string): void;
}

const FIRST_LOOK_S = 3;

export class HandoverClient {
  private callOff = () => {};
  private waiting: Unsent[] = [];
  private sending = false;
  private last = 0;
  private poll = FIRST_LOOK_S;
  private stopped = false;
  private lasts = false;

  constructor(
    private readonly requests: Requests,
    private readonly events: HandoverEvents,
  ) {}

  /** See how it stands, and go on looking as long as somebody waits or writes. */
  look(): Promise<void> {
    return this.take(() => this.requests.look());
  }

  /** Ask for a person. */
  ask(): Promise<void> {
    return this.take(() => this.requests.ask());
  }

  /** Wait no longer, or end the talk. */
  leave(): Promise<void> {
    this.drop();
    return this.take(() => this.requests.leave());
  }

  /** Write something; it is sent again until it has arrived. */
  async write(text: string): Promise<void> {
    // By the clock, so that a page that was opened anew goes on behind what it wrote before.
    this.last = Math.max(this.last + 1, this.requests.now());
    this.waiting = [...this.waiting, { sequence: this.last, text }];
    this.events.unsent(this.waiting);
    await this.flush();
  }

  /** Look no more, and forget what was not sent. */
  stop(): void {
    this.stopped = true;
    this.callOff();
    this.drop();
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let next = this.waiting[0];
    while (next && !this.stopped && (await this.send(next))) next = this.waiting[0];
    this.sending = false;
    if (this.waiting.length > 0) this.again();
  }

  /** Whether what was sent needs no further attempt. */
  private async send(message: Unsent): Promise<boolean> {
    try {
      const seen = await this.requests.write(message);
      this.remove(message);
      this.saw(seen);
      return true;
    } catch (error) {
      const refusal = this.requests.refusal(error);
      if (!refusal || refusal.passes) return false;
      this.remove(message);
      this.events.refused(refusal.message, message.text);
      return true;
    }
  }

  private remove({ sequence }: Unsent): void {
    this.waiting = this.waiting.filter((one) => one.sequence !== sequence);
    this.events.unsent(this.waiting);
  }

  private drop(): void {
    this.waiting = [];
    this.events.unsent([]);
  }

  private async take(request: () => Promise<Handover>): Promise<void> {
    this.callOff();
    try {
      this.saw(await request());
    } catch (error) {
      const refusal = this.requests.refusal(error);
      if (refusal && !refusal.passes) this.lasts = false;
      if (refusal) this.events.refused(refusal.message);
      this.again();
    }
  }

  private saw(handover: Handover): void {
    if (this.stopped) return;
    this.poll = handover.poll;
    this.lasts = handover.state === "waiting" || handover.state === "talking";
    this.events.seen(handover);
    this.again();
  }

  private again(): void {
    this.callOff();
    if (this.stopped || !(this.lasts || this.waiting.length > 0)) return;
    this.callOff = this.requests.later(this.poll * 1_000, () => {
      void this.look();
      void this.flush();
    });
  }
}

/** What the operator wrote. */
export const byOperator = (messages: Written[]) =>
  messages.filter(({ speaker }) => speaker === "operator");
