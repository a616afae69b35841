/** One person at the terminal: a conversation and what the page shows of it. Never used again. */
import { computed, inject, reactive, type InjectionKey } from "vue";
import { RefusedError } from "@shared/api/http";
import { EndedError, TalkClient, type TalkSettings, type TalkState } from "@shared/api/talk";
import type { Answer, Feedback, HandedCase } from "@shared/api/types";
import type { Region, Turn } from "@shared/contract/turn";
import type { DocumentLoader } from "@shared/turn/model";
import { loadDocument, loadFactTypes, loadRegions, regions } from "./library";
import { openSession } from "./session";
import type { Place } from "./place";

export type View = "home" | "answer" | "places";

/** Something said, and what came of it. */
export interface Exchange {
  said: string;
  /** It answers the question that stood there. */
  answers: boolean;
  payload: string;
  turn: Turn | null;
  id: string | null;
  refused: string | null;
}

export interface Shown {
  talk: TalkState;
  region: Region | null;
  view: View;
  exchanges: Exchange[];
  /** The exchange that is looked at. */
  at: number;
  draft: string;
  /** The field takes a code instead of a question. */
  takesCode: boolean;
  keyboard: boolean;
  slip: boolean;
  size: number;
}

export type Person = ReturnType<typeof newPerson>;

/**
 * @param place Where the terminal stands.
 * @param over Called if the server ends the conversation.
 * @param settings Stand-ins for tests.
 */
export function newPerson(place: Place, over: () => void, settings: Partial<TalkSettings> = {}) {
  const shown = reactive<Shown>({
    talk: "connecting",
    region: null,
    view: "home",
    exchanges: [],
    at: -1,
    draft: "",
    takesCode: false,
    keyboard: false,
    slip: false,
    size: 0,
  });
  let gone = false;
  const client = new TalkClient({
    base: "/kiosk/api",
    open: async (http) => {
      const session = await openSession(http, place);
      shown.region = session.region;
      return session;
    },
    changed(state) {
      shown.talk = state;
      if (state === "ready") loadPlaces();
      if (state === "ended" && !gone) over();
    },
    ...settings,
  });
  const get = <T>(path: string) => client.get<T>(path);
  /** What can be asked where; until that is known, tiles of a general kind stand there. */
  function loadPlaces() {
    if (regions.value.length === 0) void loadRegions(get).catch(() => null);
  }
  const current = computed(() => shown.exchanges[shown.at] ?? null);
  const busy = computed(() => {
    const last = shown.exchanges.at(-1);
    return Boolean(last && !last.turn && !last.refused);
  });

  async function exchange(
    said: Pick<Exchange, "said" | "payload" | "answers">,
    send: () => Promise<Answer>,
  ) {
    const one = reactive<Exchange>({ ...said, turn: null, id: null, refused: null });
    shown.at = shown.exchanges.push(one) - 1;
    shown.view = "answer";
    shown.keyboard = false;
    try {
      const { id, turn } = await send();
      Object.assign(one, { id, turn });
      if (turn.region) shown.region = turn.region;
      if (turn.region && turn.question) {
        void loadFactTypes(get, turn.region.code, turn.question.fact).catch(() => null);
      }
    } catch (error) {
      if (error instanceof EndedError) return;
      one.refused = error instanceof RefusedError ? error.message : "";
    }
  }

  return {
    shown,
    current,
    busy,
    loadPlaces,
    begin: () => client.start(),
    lost: () => client.lost(),
    documents: ((folder) => loadDocument(get, folder)) satisfies DocumentLoader,
    /** Ask something; `said` is what the person is shown of it. */
    async ask(payload: string, said = payload, answers = false) {
      if (busy.value || payload.trim() === "") return;
      await exchange({ said: said.trim(), payload, answers }, () => client.say(payload));
    },
    async takeUp(code: string) {
      const id = `case-${Date.now()}`;
      const said = { said: code, payload: code, answers: false };
      await exchange(said, () => client.post(`cases/${encodeURIComponent(code)}`, { id }));
    },
    async choosePlace(code: string) {
      const { region } = await client.post<{ region: Region }>("region", { code });
      shown.region = region;
      shown.view = "home";
    },
    rate: (feedback: Feedback) => client.post<{ ok: true }>("feedback", feedback),
    handOut: () => client.post<HandedCase>("cases", {}),
    end() {
      gone = true;
      client.end();
      Object.assign(shown, { exchanges: [], at: -1, draft: "", slip: false, keyboard: false });
    },
  };
}

const KEY: InjectionKey<Person> = Symbol("person");
export const personKey = KEY;

/** The person whom a component is drawn for. */
export function usePerson(): Person {
  const person = inject(KEY);
  if (!person) throw new Error("nobody is there");
  return person;
}
