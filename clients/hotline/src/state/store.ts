/** What the page knows of calls, and how frames and answers of the server come into it. */
import { ref, reactive } from "vue";
import * as hotline from "../api/hotline";
import type { Call, Ended, Frame, Note, Suggestion } from "../api/types";
import { words } from "../words";
import { useAccount } from "./account";
import { announce } from "./announcer";
import {
  latest,
  mergeDetails,
  mergeSegment,
  mergeSuggestion,
  newState,
  type CallState,
} from "./merging";
import { handoverOf, isOver, putWaiting, wasTaken } from "./queue";

/** The calls by their id. */
export const states = reactive(new Map<string, CallState>());
/** The call that is shown. */
export const currentId = ref<string | null>(null);
/** Whether the live connection stands; null until the first try ended. */
export const connected = ref<boolean | null>(null);
/** Counts the decisions that were heard of. */
export const decided = ref(0);

/** Takes up a call as the server tells it. */
export function put(call: Call): CallState {
  const known = states.get(call.id);
  if (known) known.call = call;
  else states.set(call.id, newState(call));
  return states.get(call.id) as CallState;
}

/** Reads a call anew. */
export async function reload(id: string): Promise<void> {
  const details = await hotline.readCall(id);
  mergeDetails(put(details.call), details);
}

/** Takes up what the server tells of a call. */
export function hear(frame: Frame): void {
  if (frame.type === "ping") return;
  if (frame.type === "handover") return putWaiting(frame.handover);
  if (frame.type === "handover_taken") return wasTaken(frame.id);
  if (frame.type === "handover_over") return endHandover(frame.handover);
  if (frame.type === "call") return takeCall(frame.call);
  const state = states.get(frame.call);
  if (!state) return;
  if (frame.type === "note") takeNote(state, frame.note);
  else if (frame.type === "segment") state.lines = mergeSegment(state.lines, frame.segment);
  else takeSuggestion(state, frame.suggestion);
}

/** A call as it is now; one that somebody else answers from now on is gone from here. */
function takeCall(call: Call): void {
  const { account } = useAccount();
  const sees = account.value?.roles.includes("supervisor") || account.value?.name === call.operator;
  if (sees || !account.value) {
    put(call);
    return;
  }
  if (!states.delete(call.id)) return;
  if (currentId.value === call.id) currentId.value = null;
  announce(words.team.movedAway);
}

function takeNote(state: CallState, note: Note): void {
  state.notes = [...state.notes.filter(({ id }) => id !== note.id), note];
  announce(words.team.noteCame(note.text));
}

/** Somebody has left: with their conversation all that they wrote is gone. */
function endHandover(ended: Ended): void {
  const isOwn = ended.call !== null && handoverOf(ended.call) !== null;
  isOver(ended);
  if (isOwn && ended.by !== "operator") announce(words.queue.left(ended.erased));
  if (!ended.erased || !ended.call) return;
  states.delete(ended.call);
  if (currentId.value === ended.call) currentId.value = null;
}

function takeSuggestion(state: CallState, suggestion: Suggestion): void {
  if (suggestion.decision) decided.value += 1;
  const before = latest(state)?.id;
  state.suggestions = mergeSuggestion(state.suggestions, suggestion);
  const newest = latest(state);
  if (newest?.id !== suggestion.id) return;
  state.facts = suggestion.facts;
  if (before !== newest.id && state.call.id !== currentId.value) state.unseen += 1;
}
