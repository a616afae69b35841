/** Reads aloud with a voice of this machine; with none, there is no reading aloud. */

/** Only a voice of the machine itself: others send the text to a server. */
export function localVoice(voices: SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const chinese = voices.filter(({ lang, localService }) => localService && /^zh\b/iu.test(lang));
  return chinese.find(({ lang }) => /^zh[-_]cn/iu.test(lang)) ?? chinese[0];
}

/**
 * Tell whether there is a voice, now and whenever that changes.
 *
 * @returns Stops telling.
 */
export function watchVoice(told: (there: boolean) => void): () => void {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis) {
    told(false);
    return () => undefined;
  }
  const look = () => told(localVoice(synthesis.getVoices()) !== undefined);
  look();
  synthesis.addEventListener("voiceschanged", look);
  return () => synthesis.removeEventListener("voiceschanged", look);
}

/** How fast a text is read, the usual pace being 1: elderly people hear best a little slower. */
export const PACES = [0.9, 0.7] as const;

/** What is read now: the end of a text that was stopped is told late, and is not its end. */
let current: SpeechSynthesisUtterance | undefined;

/** A voice that has not begun after so long has no engine behind it. */
const PATIENCE_MS = 5_000;
let patience: ReturnType<typeof setTimeout> | undefined;
/** How a browser calls the end of a text that was stopped. */
const STOPPED = ["canceled", "interrupted"];

/**
 * Read a text aloud.
 *
 * @param done Called at its end, or when it is stopped and no other follows.
 * @param failed Called before `done` where it could not be read.
 */
export function speak(
  text: string,
  done: () => void,
  pace: number = PACES[0],
  failed: () => void = () => undefined,
): void {
  clearTimeout(patience);
  const synthesis = globalThis.speechSynthesis;
  const voice = synthesis && localVoice(synthesis.getVoices());
  if (!voice) {
    failed();
    done();
    return;
  }
  synthesis.cancel();
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = pace;
  const ended = (fails: boolean) => {
    if (spoken !== current) return;
    clearTimeout(patience);
    current = undefined;
    if (fails) failed();
    done();
  };
  current = spoken;
  spoken.onstart = () => clearTimeout(patience);
  spoken.onend = () => ended(false);
  spoken.onerror = ({ error }) => ended(!STOPPED.includes(error));
  patience = setTimeout(() => {
    if (synthesis.paused) return;
    ended(true);
    synthesis.cancel();
  }, PATIENCE_MS);
  synthesis.speak(spoken);
}

/** Hold what is being read, or go on with it. */
export function hold(held: boolean): void {
  const synthesis = globalThis.speechSynthesis;
  if (held) synthesis?.pause();
  else synthesis?.resume();
}

export function hush(): void {
  clearTimeout(patience);
  // What is held would hold the next text, too.
  globalThis.speechSynthesis?.resume();
  globalThis.speechSynthesis?.cancel();
}
