/** What the page knows of calls, and how frames and answers of the server come into it. */
import { ref, reactive } from "vue";
import * as hotline from "../api/hotline";
import type { Call, Ended, Frame, Suggestion } from "../api/types";
import { words } from "../words";
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
  if (frame.type === "call") {
    put(frame.call);
    return;
  }
  const state = states.get(frame.call);
  if (!state) return;
  if (frame.type === "segment") state.lines = mergeSegment(state.lines, frame.segment);
  else takeSuggestion(state, frame.suggestion);
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
