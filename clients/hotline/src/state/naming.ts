/** What a call is called where several stand side by side. */
import { words as shared } from "@shared/words";
import type { Call } from "../api/types";
import { words } from "../words";
import type { CallState } from "./merging";
import { timeOf } from "./times";

/** The name that the telephone system gave it, or else when it came. */
export const callName = (call: Call) =>
  call.external_id ?? words.calls.cameAt(timeOf(call.started_at));

/** What was spoken of last in it, null as long as nothing was. */
export function topicOf(state: CallState): string | null {
  const topic = [...state.suggestions].reverse().find(({ turn }) => turn.topic)?.turn.topic;
  return topic ? (shared.topics[topic] ?? null) : null;
}
