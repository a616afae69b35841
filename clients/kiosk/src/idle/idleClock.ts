/** Counts the seconds since somebody last touched the terminal. */

export interface IdleEvents {
  /** Whole seconds until the wipe, or null while there is no need to tell. */
  countdown(seconds: number | null): void;
  wipe(): void;
}

const TICK_MS = 500;

/** Milliseconds of both clocks: the one that only goes forward, and that of the wall. */
interface Moment {
  steady: number;
  wall: number;
}
const now = (): Moment => ({ steady: performance.now(), wall: Date.now() });

/**
 * Milliseconds since a moment. A wall clock that is set back delays nothing; the steady clock stands
 * still while the machine sleeps, and a page that slept must wipe as soon as it wakes.
 */
const since = (then: Moment) => Math.max(performance.now() - then.steady, Date.now() - then.wall);

export class IdleClock {
  private last = now();
  private allowed: number;
  private told: number | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param seconds Without a touch until everything is wiped, unless more are allowed.
   * @param warning The last of them during which a countdown is shown.
   */
  constructor(
    private readonly seconds: number,
    private readonly warning: number,
    private readonly events: IdleEvents,
  ) {
    this.allowed = seconds;
  }

  start(): void {
    this.touch();
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.tell(null);
  }

  touch(): void {
    this.last = now();
    this.tell(null);
  }

  /** From now on allow more than the usual seconds, for something that takes long to read. */
  allow(more: number): void {
    this.allowed = this.seconds + more;
    this.touch();
  }

  private tick(): void {
    const left = Math.ceil(this.allowed - since(this.last) / 1_000);
    if (left <= 0) {
      this.touch();
      this.events.wipe();
    } else this.tell(left <= this.warning ? left : null);
  }

  private tell(seconds: number | null): void {
    if (seconds === this.told) return;
    this.told = seconds;
    this.events.countdown(seconds);
  }
}
