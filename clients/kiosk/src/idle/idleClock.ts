/** Counts the seconds since somebody last touched the terminal. */

export interface IdleEvents {
  /** Whole seconds until the wipe, or null while there is no need to tell. */
  countdown(seconds: number | null): void;
  wipe(): void;
}

const TICK_MS = 500;

export class IdleClock {
  private last = Date.now();
  private told: number | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param seconds Without a touch until everything is wiped.
   * @param warning The last of them during which a countdown is shown.
   */
  constructor(
    private readonly seconds: number,
    private readonly warning: number,
    private readonly events: IdleEvents,
  ) {}

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
    this.last = Date.now();
    this.tell(null);
  }

  private tick(): void {
    // By the clock and not by counting: a page that slept must wipe as soon as it wakes.
    const left = Math.ceil(this.seconds - (Date.now() - this.last) / 1_000);
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
