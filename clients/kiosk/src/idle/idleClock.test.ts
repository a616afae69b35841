import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdleClock } from "./idleClock";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function started() {
  const told: (number | null)[] = [];
  const wipe = vi.fn();
  const clock = new IdleClock(60, 20, { countdown: (left) => told.push(left), wipe });
  clock.start();
  return { clock, told, wipe };
}

describe("a terminal that nobody touches", () => {
  it("counts the last 20 seconds down and wipes after 60", () => {
    const { told, wipe } = started();
    vi.advanceTimersByTime(39_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(21_000);
    expect(told.slice(0, 2)).toEqual([20, 19]);
    expect(told.at(-1)).toBeNull();
    expect(wipe).toHaveBeenCalledTimes(1);
  });

  it("starts anew with each touch", () => {
    const { clock, told, wipe } = started();
    vi.advanceTimersByTime(45_000);
    clock.touch();
    expect(told.at(-1)).toBeNull();
    vi.advanceTimersByTime(39_000);
    expect(wipe).not.toHaveBeenCalled();
  });

  it("wipes at once when the machine wakes up too late", () => {
    const { wipe } = started();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(500);
    expect(wipe).toHaveBeenCalledTimes(1);
  });

  it("is wiped in time even if its clock is set back", () => {
    const { wipe } = started();
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(60_000);
    expect(wipe).toHaveBeenCalledTimes(1);
  });

  it("gives more time where there is much to read, and no more than that", () => {
    const { clock, told, wipe } = started();
    clock.allow(100);
    vi.advanceTimersByTime(139_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(21_000);
    expect(wipe).toHaveBeenCalledTimes(1);
  });
});
