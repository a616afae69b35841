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

/** Read a text aloud, a little slower than usual; `done` is called at its end or when stopped. */
export function speak(text: string, done: () => void): void {
  const synthesis = globalThis.speechSynthesis;
  const voice = synthesis && localVoice(synthesis.getVoices());
  if (!voice) {
    done();
    return;
  }
  synthesis.cancel();
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = 0.9;
  spoken.onend = done;
  spoken.onerror = done;
  synthesis.speak(spoken);
}

export function hush(): void {
  globalThis.speechSynthesis?.cancel();
}
