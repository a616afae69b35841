/** Who waits for a person, and whom this operator has taken. */
import { computed, reactive, ref } from "vue";
import * as hotline from "../api/hotline";
import type { Ended, Waiting } from "../api/types";

const known = reactive(new Map<string, Waiting>());
/** Hand-overs that are over, by their call: who ended it. */
const over = reactive(new Map<string, Ended["by"]>());
/** Seconds after which somebody has waited too long. */
export const overdue = ref(Infinity);
/** The moment by which waiting times are told. */
const now = ref(Date.now());
const TICK = 5_000;
setInterval(() => (now.value = Date.now()), TICK);

/** Those whom nobody took yet, the one who waits longest first. */
export const waiting = computed(() =>
  [...known.values()]
    .filter((one) => one.call === null)
    .sort((one, other) => one.asked_at.localeCompare(other.asked_at)),
);

/** Seconds that somebody has waited. */
export const waited = (one: Waiting) =>
  Math.max(0, Math.floor((now.value - Date.parse(one.asked_at)) / 1_000));

/** The hand-over that is written about in a call, null for a call by telephone. */
export const handoverOf = (call: string): Waiting | null =>
  [...known.values()].find((one) => one.call === call) ?? null;

/** Who has ended the hand-over of a call, null as long as it goes on. */
export const endedBy = (call: string): Ended["by"] | null => over.get(call) ?? null;

/** Takes up somebody who waits or was taken. */
export function putWaiting(one: Waiting): void {
  known.set(one.id, one);
  now.value = Math.max(now.value, Date.now());
}

/** Another operator took somebody, or this one, who hears more of it at once. */
export function wasTaken(id: string): void {
  known.delete(id);
}

/** Somebody waits or writes no longer. */
export function isOver({ id, call, by }: Ended): void {
  if (call && known.has(id)) over.set(call, by);
  else known.delete(id);
}

/** Reads anew who waits. */
export async function readQueue(): Promise<void> {
  const found = await hotline.handovers();
  overdue.value = found.overdue;
  for (const one of [...known.values()]) if (one.call === null) known.delete(one.id);
  [...found.waiting, ...found.taken].forEach(putWaiting);
}

/** Forgets everything: somebody else sits down here. */
export function forgetQueue(): void {
  known.clear();
  over.clear();
}
