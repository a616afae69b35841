/** The calls of this page, kept up to date by the live connection. */
import { computed } from "vue";
import * as hotline from "../api/hotline";
import { told } from "../api/http";
import { Live } from "../api/live";
import { words } from "../words";
import { announce } from "./announcer";
import { inOrder, type CallState } from "./merging";
import { forgetQueue, readQueue } from "./queue";
import { askAgain, say, sendUnsent } from "./sending";
import { connected, currentId, decided, hear, put, reload, states } from "./store";

let live: Live | null = null;

const ordered = computed(() => inOrder([...states.values()]));
const current = computed(() => states.get(currentId.value ?? "") ?? null);

/** The desk of the person who is signed in. */
export function useDesk() {
  const known = { states, ordered, current, connected, decided };
  return { ...known, start, stop, retry, show, put, hear, note, say, askAgain, reload };
}

/** Connects, and keeps trying. */
function start(): void {
  live ??= new Live({
    opened: () => {
      if (connected.value === false) announce(words.shell.back);
      connected.value = true;
      void catchUp();
    },
    lost: () => (connected.value = false),
    frame: hear,
  });
  live.open();
  window.addEventListener("offline", cut);
  window.addEventListener("online", retry);
}

/** Disconnects and, unless the same person goes on after signing in again, forgets everything. */
function stop(forget: boolean): void {
  window.removeEventListener("offline", cut);
  window.removeEventListener("online", retry);
  live?.close();
  live = null;
  connected.value = null;
  if (!forget) return;
  states.clear();
  forgetQueue();
  currentId.value = null;
}

/** Tries to connect at once. */
function retry(): void {
  live?.open();
}

/** The browser knows that the network is gone long before the line does. */
function cut(): void {
  live?.cut();
}

/** Shows a call, null for none. */
async function show(id: string | null): Promise<void> {
  currentId.value = id;
  const state = current.value;
  if (!state) return;
  state.unseen = 0;
  if (!state.loaded) await reload(state.call.id);
}

/** Keeps what stands in the field of a call. */
function note(state: CallState, text: string): void {
  state.draft = text;
}

async function catchUp(): Promise<void> {
  try {
    (await hotline.calls()).forEach(put);
    const loaded = [...states.values()].filter((state) => state.loaded);
    await Promise.all(loaded.map((state) => reload(state.call.id)));
    await Promise.all([...states.keys()].map(sendUnsent));
    await readQueue();
  } catch (error) {
    announce(told(error), true);
  }
}
