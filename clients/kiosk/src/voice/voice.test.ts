import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { localLanguage } from "./listening";
import { hold, hush, localVoice, PACES, speak, watchVoice } from "./speaking";

const voice = (lang: string, localService: boolean) => ({ lang, localService }) as never;
afterEach(() => vi.unstubAllGlobals());

describe("reading aloud", () => {
  it("uses no voice that sends the text away", () => {
    expect(localVoice([voice("zh-CN", false), voice("en-US", true)])).toBeUndefined();
    expect(localVoice([voice("zh-TW", true), voice("zh-CN", true)])).toMatchObject({
      lang: "zh-CN",
    });
  });

  it("is held and goes on, and is read slower", () => {
    const synthesis = {
      ...{ cancel: vi.fn(), pause: vi.fn(), resume: vi.fn(), speak: vi.fn() },
      getVoices: () => [voice("zh-CN", true)],
    };
    vi.stubGlobal("speechSynthesis", synthesis);
    vi.stubGlobal("SpeechSynthesisUtterance", vi.fn());
    speak("你好", vi.fn(), PACES[1]);
    expect(synthesis.speak.mock.calls[0]?.[0]).toMatchObject({ rate: PACES[1] });
    hold(true);
    expect(synthesis.pause).toHaveBeenCalledOnce();
    hold(false);
    expect(synthesis.resume).toHaveBeenCalledOnce();
    hold(true);
    // What is held would hold the next text, too.
    hush();
    expect(synthesis.resume).toHaveBeenCalledTimes(2);
  });

  it("goes on with the next text when the end of the one before is told late", () => {
    const said: { onend?: () => void }[] = [];
    vi.stubGlobal("speechSynthesis", {
      ...{ cancel: vi.fn(), speak: (one: object) => said.push(one) },
      getVoices: () => [voice("zh-CN", true)],
    });
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      vi.fn(function () {}),
    );
    const done = vi.fn();
    speak("您好", done);
    speak("请说", done);
    said[0]?.onend?.();
    expect(done).not.toHaveBeenCalled();
    said[1]?.onend?.();
    expect(done).toHaveBeenCalledOnce();
  });

  it("is not there where the browser has none", () => {
    const told = vi.fn();
    watchVoice(told)();
    expect(told).toHaveBeenCalledWith(false);
    const done = vi.fn();
    const failed = vi.fn();
    speak("你好", done, PACES[0], failed);
    expect(done).toHaveBeenCalledOnce();
    expect(failed).toHaveBeenCalledOnce();
  });

  describe("with a voice that has nothing behind it", () => {
    let said: { onstart?(): void; onerror?(event: { error: string }): void }[] = [];
    const done = vi.fn();
    const failed = vi.fn();

    beforeEach(() => {
      vi.useFakeTimers();
      said = [];
      done.mockClear();
      failed.mockClear();
      vi.stubGlobal("speechSynthesis", {
        ...{ cancel: vi.fn(), resume: vi.fn(), paused: false },
        speak: (one: object) => said.push(one),
        getVoices: () => [voice("zh-CN", true)],
      });
      vi.stubGlobal(
        "SpeechSynthesisUtterance",
        vi.fn(function () {}),
      );
      speak("您好", done, PACES[0], failed);
    });
    afterEach(() => vi.useRealTimers());

    it("is said to fail where the engine says so", () => {
      said[0]?.onerror?.({ error: "synthesis-failed" });
      expect(failed).toHaveBeenCalledOnce();
      expect(done).toHaveBeenCalledOnce();
    });

    it("is said to fail, once, where it never begins", () => {
      vi.advanceTimersByTime(60_000);
      expect(failed).toHaveBeenCalledOnce();
      expect(done).toHaveBeenCalledOnce();
      said[0]?.onerror?.({ error: "canceled" });
      expect(done).toHaveBeenCalledOnce();
    });

    it("does not fail where it begins, or where somebody stops it", () => {
      said[0]?.onstart?.();
      vi.advanceTimersByTime(60_000);
      said[0]?.onerror?.({ error: "interrupted" });
      expect(failed).not.toHaveBeenCalled();
      expect(done).toHaveBeenCalledOnce();
      speak("请说", done, PACES[0], failed);
      hush();
      vi.advanceTimersByTime(60_000);
      expect(failed).not.toHaveBeenCalled();
    });
  });
});

describe("voice input", () => {
  it("is not there in a browser that has none or sends speech away", async () => {
    expect(await localLanguage()).toBeNull();
    vi.stubGlobal("SpeechRecognition", vi.fn());
    expect(await localLanguage()).toBeNull();
  });

  it("is there where the browser recognises by itself", async () => {
    class Recogniser {
      static available = ({ langs }: { langs: string[] }) =>
        Promise.resolve(langs[0] === "zh-CN" ? "available" : "unavailable");
      get processLocally() {
        return true;
      }
    }
    vi.stubGlobal("SpeechRecognition", Recogniser);
    expect(await localLanguage()).toBe("zh-CN");
  });
});
