import { beforeEach, describe, expect, it, vi } from "vitest";

describe("a page that fails", () => {
  beforeEach(() => vi.resetModules());

  it("goes back to a view that works, and logs nothing that was said", async () => {
    const { inTrouble, onTrouble } = await import("./trouble");
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const recover = vi.fn();
    onTrouble(recover);
    inTrouble(new TypeError("我的身份证号"));
    expect(recover).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(log.mock.calls)).not.toContain("身份证");
  });

  it("does not go round in circles", async () => {
    const { inTrouble, onTrouble } = await import("./trouble");
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.useFakeTimers();
    const recover = vi.fn();
    onTrouble(recover);
    for (let times = 0; times < 6; times += 1) inTrouble(new Error("again"));
    expect(recover).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });
});
