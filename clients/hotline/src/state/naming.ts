/** What a call is called where several stand side by side. */
import { words as shared } from "@shared/words";
import { channels } from "@shared/contract/names";
import type { Call } from "../api/types";
import { words } from "../words";
import type { CallState } from "./merging";
import { handoverOf } from "./queue";
import { timeOf } from "./times";

/** The name that the telephone system gave it, the channel that it came from, or when it came. */
export function callName(call: Call): string {
  const time = timeOf(call.started_at);
  const handover = handoverOf(call.id);
  if (handover) return words.queue.name(channels[handover.channel] ?? handover.channel, time);
  return call.external_id ?? words.calls.cameAt(time);
}

/** What was spoken of last in it, null as long as nothing was. */
export function topicOf(state: CallState): string | null {
  const topic = [...state.suggestions].reverse().find(({ turn }) => turn.topic)?.turn.topic;
  return topic ? (shared.topics[topic] ?? null) : null;
}
