/** Voice input by a recogniser of this machine; what people say never goes to a server for it. */

interface Recogniser {
  lang: string;
  interimResults: boolean;
  processLocally: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
  start(): void;
  abort(): void;
}
interface RecogniserKind {
  new (): Recogniser;
  available?(wanted: { langs: string[]; processLocally: boolean }): Promise<string>;
}

const LANGUAGE = "cmn-Hans-CN";
const OTHER_NAME = "zh-CN";

function kind(): RecogniserKind | undefined {
  const page = globalThis as { SpeechRecognition?: RecogniserKind };
  return page.SpeechRecognition;
}

/** The language in which this browser recognises speech by itself, null where it cannot. */
export async function localLanguage(): Promise<string | null> {
  const found = kind();
  if (!found?.available || !("processLocally" in found.prototype)) return null;
  for (const language of [LANGUAGE, OTHER_NAME]) {
    const told = await found
      .available({ langs: [language], processLocally: true })
      .catch(() => "unavailable");
    if (told === "available") return language;
  }
  return null;
}

export interface Listening {
  stop(): void;
}

/** Listen for one sentence. */
export function listen(
  language: string,
  heard: (text: string) => void,
  ended: () => void,
): Listening {
  const found = kind();
  if (!found) throw new Error("no recogniser");
  const recogniser = new found();
  recogniser.lang = language;
  recogniser.interimResults = true;
  recogniser.processLocally = true;
  recogniser.onresult = ({ results }) =>
    heard(
      Array.from(results)
        .map((one) => one[0]?.transcript ?? "")
        .join(""),
    );
  recogniser.onend = ended;
  recogniser.onerror = ended;
  recogniser.start();
  return {
    stop() {
      recogniser.onresult = null;
      recogniser.abort();
    },
  };
}
