/** One person at the terminal: a conversation and what the page shows of it. Never used again. */
import { computed, inject, reactive, type InjectionKey } from "vue";
import { RefusedError } from "@shared/api/http";
import { EndedError, TalkClient, type TalkSettings, type TalkState } from "@shared/api/talk";
import type { Answer, Feedback, HandedCase, KeptResult } from "@shared/api/types";
import type { Region, Turn } from "@shared/contract/turn";
import { progressOf, toldOf, type ToldView } from "@shared/turn/interview";
import type { DocumentLoader } from "@shared/turn/model";
import { chinese as chineseShared } from "@shared/words";
import { chinese } from "../words";
import { loadDocument, loadFactTypes, loadRegions } from "./library";
import { openSession } from "./session";
import { newStaff } from "./staff";
import type { Place } from "./place";
import { pendingOf } from "./turns";

export type View = "home" | "answer" | "places" | "told" | "staff" | "display";

/** The colours of the page, empty for the usual ones. */
export type Theme = "" | "dark" | "contrast";

/** Something said, and what came of it. */
export interface Exchange {
  said: string;
  /** A question of the person, an answer to what the bot asked, a code, or an answer taken back. */
  kind: "question" | "answer" | "code" | "change";
  payload: string;
  /** What an answer was taken back for. */
  fact: string | null;
  turn: Turn | null;
  id: string | null;
  refused: string | null;
  /** Whether the person has looked at what came of it. */
  seen: boolean;
  /** Whether the person has said that the answers before this verdict are right. */
  reviewed: boolean;
}

/** Asks by what somebody could settle: no fact, and nothing that is taken back. */
export const BASIS = "pathway";

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
  /** A phone reaches the server, and can take results along. */
  takesAlong: boolean;
  size: number;
  theme: Theme;
  /** The page stands in the lower part of the screen. */
  low: boolean;
  /** The language of the page, by its place in the list of languages. */
  language: number;
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
    takesAlong: false,
    size: 0,
    theme: "",
    low: false,
    language: 0,
  });
  let gone = false;
  const client = new TalkClient({
    base: "/kiosk/api",
    open: async (http) => {
      const session = await openSession(http, place);
      shown.region = session.region;
      shown.takesAlong = session.results ?? false;
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
  const staff = newStaff(client, (text) => (shown.draft = shown.draft || text));
  /** What can be asked where, and what is put up in the hall, anew for each person. */
  function loadPlaces() {
    void loadRegions(get).catch(() => null);
  }
  const current = computed(() => shown.exchanges[shown.at] ?? null);
  /** What was told so far: the answers given here, and in the bot's words what it has noted. */
  const told = computed<ToldView[]>(() => {
    const found = new Map<string, ToldView>();
    const turns = turnsUpTo(shown.exchanges.length);
    shown.exchanges.forEach(({ kind, said, payload, turn, fact }, at) => {
      if (!turn) return;
      if (kind === "change" && fact) found.delete(fact);
      const pending = pendingOf(turns.slice(0, at));
      const asked = pending?.question;
      if (kind === "answer" && asked) {
        const label = asked.fact === BASIS ? chinese.told.basis : asked.text;
        // What the bot offered, whatever language the page spoke.
        const tapped = pending.options.find((one) => one.payload === payload);
        const value = tapped?.title ?? said;
        found.set(asked.fact, { fact: asked.fact, label, value, payload: null });
      }
      for (const one of toldOf(turn, chineseShared.told)) found.set(one.fact, one);
    });
    return [...found.values()];
  });
  const turnsUpTo = (end: number) => shown.exchanges.slice(0, end).map(({ turn }) => turn);
  const progress = computed(() =>
    progressOf(turnsUpTo(shown.at + 1).filter((turn) => turn?.kind !== "handoff")),
  );
  /** The turn to go on from: the one that is looked at, or what it asked before a person was wanted. */
  const pending = computed(() => pendingOf(turnsUpTo(shown.at + 1)));
  /** Before a verdict the answers that it rests on are looked at once more. */
  const reviewing = computed(() => {
    const one = current.value;
    return (
      shown.view === "answer" &&
      pendingOf(turnsUpTo(shown.at)) !== null &&
      Boolean(one?.turn?.eligibility ?? one?.turn?.overview) &&
      !one?.reviewed &&
      one === shown.exchanges.at(-1) &&
      told.value.length > 0
    );
  });
  const busy = computed(() => {
    const last = shown.exchanges.at(-1);
    return Boolean(last && !last.turn && !last.refused);
  });

  async function exchange(
    said: Pick<Exchange, "said" | "payload" | "kind"> & { fact?: string },
    send: () => Promise<Answer>,
  ) {
    const came = { fact: null, turn: null, id: null, refused: null, seen: false, reviewed: false };
    const one = reactive<Exchange>({ ...came, ...said });
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

  /** Ask something; `said` is what the person is shown of it. */
  async function ask(payload: string, said = payload, answers = false) {
    if (busy.value || payload.trim() === "") return;
    const kind = answers ? "answer" : "question";
    await exchange({ said: said.trim(), payload, kind }, () => client.say(payload));
  }

  /** Take an answer back; the bot asks again. */
  async function change({ fact, label, payload }: Omit<ToldView, "value">) {
    if (busy.value) return;
    const id = `change-${Date.now()}`;
    const said = { said: label, payload: payload ?? "", fact, kind: "change" } as const;
    await exchange(said, () =>
      payload === null ? client.post("facts/forget", { facts: [fact], id }) : client.say(payload),
    );
  }

  return {
    shown,
    current,
    told,
    reviewing,
    staff,
    busy,
    progress,
    pending,
    loadPlaces,
    begin: () => client.start(),
    lost: () => client.lost(),
    documents: ((folder) => loadDocument(get, folder)) satisfies DocumentLoader,
    ask,
    change,
    /** Send once more what was refused. */
    async repeat({ said, payload, fact, kind }: Exchange) {
      if (fact === null) await ask(payload, said, kind === "answer");
      else await change({ fact, label: said, payload: payload || null });
    },
    async takeUp(code: string) {
      const id = `case-${Date.now()}`;
      const said = { said: code, payload: code, kind: "code" } as const;
      await exchange(said, () => client.post(`cases/${encodeURIComponent(code)}`, { id }));
    },
    showLatest() {
      Object.assign(shown, { view: "answer", at: shown.exchanges.length - 1 });
    },
    /** Let the field take a code, beginning with what was entered before. */
    askForCode(draft = "") {
      Object.assign(shown, { takesCode: true, draft, keyboard: true });
    },
    async choosePlace(code: string) {
      const { region } = await client.post<{ region: Region }>("region", { code });
      shown.region = region;
      shown.view = "home";
    },
    rate: (feedback: Feedback) => client.post<{ ok: true }>("feedback", feedback),
    /** Keep an answer for a short while, for a phone. */
    keepResult: (of: { id: string; code: string }) => client.post<KeptResult>("results", of),
    handOut: () => client.post<HandedCase>("cases", {}),
    end() {
      gone = true;
      staff.stop();
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
