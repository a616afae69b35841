/** What is said goes to the server: as soon as that is possible, and once. */
import * as hotline from "../api/hotline";
import { ApiError, told } from "../api/http";
import type { Speaker } from "../api/types";
import { announce } from "./announcer";
import { mergeDetails, mergeSegment, newLine, type CallState, type Line } from "./merging";
import { connected, hear, reload, states } from "./store";

/** After so many milliseconds what could not be sent is tried again, though the line stands. */
const TRY_AGAIN = 5_000;

const sending = new Set<string>();

/** Writes down what was said, and sends it. */
export async function say(state: CallState, text: string, speaker: Speaker): Promise<void> {
  add(state, text, speaker);
  await sendUnsent(state.call.id);
}

/** Sends a line once more whose answer failed. */
export async function askAgain(state: CallState, id: string): Promise<void> {
  state.lines = state.lines.map((line) => (line.id === id ? { ...line, unsent: true } : line));
  await sendUnsent(state.call.id);
}

/** Sends what of a call the server has not got. */
export async function sendUnsent(id: string): Promise<void> {
  const state = states.get(id);
  const lines = state?.lines.filter((line) => line.unsent) ?? [];
  if (!state || lines.length === 0 || sending.has(id)) return;
  sending.add(id);
  let more = false;
  try {
    await send(state, lines);
    more = state.lines.some((line) => line.unsent);
  } catch (error) {
    more = await refused(state, lines, error);
  } finally {
    sending.delete(id);
  }
  if (more) await sendUnsent(id);
}

async function send(state: CallState, lines: Line[]): Promise<void> {
  const { id } = state.call;
  const spoken = lines.map(({ sequence, speaker, text, final }) => ({
    sequence,
    speaker,
    text,
    final,
  }));
  const suggestions = await hotline.sendSegments(id, spoken);
  const sent = idsOf(lines);
  state.lines = state.lines.map((line) => (sent.has(line.id) ? { ...line, unsent: false } : line));
  suggestions.forEach((suggestion) => hear({ type: "suggestion", call: id, suggestion }));
  // The server keeps lines without personal numbers; it shows them over the live connection.
  if (!connected.value) await reload(id);
}

/** Does what a refusal asks for; says whether sending is worth another try at once. */
async function refused(state: CallState, lines: Line[], error: unknown): Promise<boolean> {
  if (error instanceof ApiError && error.code === "sequence_taken") {
    return sayAfterOthers(state, lines).catch((failure: unknown) => postponed(state, failure));
  }
  if (error instanceof ApiError && (error.passing || error.status === 401)) {
    return postponed(state, error);
  }
  announce(told(error), true);
  // The server will never take it: it goes back into the field, to be mended.
  remove(state, lines);
  state.draft = [state.draft, ...lines.map((line) => line.text)].filter(Boolean).join("\n");
  return false;
}

/** Another page of the same operator used those numbers first: ours are said after it. */
async function sayAfterOthers(state: CallState, lines: Line[]): Promise<boolean> {
  const details = await hotline.readCall(state.call.id);
  remove(state, lines);
  mergeDetails(state, details);
  lines.forEach(({ text, speaker }) => add(state, text, speaker));
  return true;
}

function postponed(state: CallState, error: unknown): boolean {
  announce(told(error), true);
  setTimeout(() => {
    // After a sign-out it waits for the next sign-in.
    if (connected.value !== null) void sendUnsent(state.call.id);
  }, TRY_AGAIN);
  return false;
}

function add(state: CallState, text: string, speaker: Speaker): void {
  state.lines = mergeSegment(state.lines, newLine(state.lines, speaker, text, new Date()));
}

function remove(state: CallState, lines: Line[]): void {
  const gone = idsOf(lines);
  state.lines = state.lines.filter((line) => !gone.has(line.id));
}

const idsOf = (lines: Line[]) => new Set(lines.map((line) => line.id));
