/** A person in the bot's place, as the page shows it. */
import { computed, reactive } from "vue";
import { RefusedError } from "@shared/api/http";
import { byOperator, HandoverClient, type Requests, type Unsent } from "@shared/api/waiting";
import type { Handover } from "@shared/contract/handover";

export interface Staff {
  handover: Handover | null;
  /** What was written and has not arrived yet. */
  unsent: Unsent[];
  /** Why something did not succeed. */
  problem: string;
  /** How many messages of the operator were looked at. */
  read: number;
}

/** The talk client, as far as it is needed here. */
interface Talk {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

const requestsOf = (talk: Talk): Requests => ({
  look: () => talk.get<Handover>("handover"),
  ask: () => talk.post<Handover>("handover", {}),
  write: (message) => talk.post<Handover>("handover/messages", message),
  leave: () => talk.post<Handover>("handover/end", {}),
  refusal: (error) => (error instanceof RefusedError ? error : null),
  now: () => Date.now(),
  later(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});

/**
 * @param talk The conversation.
 * @param giveBack Gets a text that the server refused, to be mended.
 */
export function newStaff(talk: Talk, giveBack: (text: string) => void) {
  const staff = reactive<Staff>({ handover: null, unsent: [], problem: "", read: 0 });
  const client = new HandoverClient(requestsOf(talk), {
    seen: (handover) => Object.assign(staff, { handover, problem: "" }),
    unsent: (unsent) => (staff.unsent = unsent),
    refused(message, text) {
      staff.problem = message;
      if (text) giveBack(text);
    },
  });
  const written = computed(() => byOperator(staff.handover?.messages ?? []));
  return {
    staff,
    /** Somebody waits for a person, or writes with one. */
    lasts: computed(() => ["waiting", "talking"].includes(staff.handover?.state ?? "")),
    talking: computed(() => staff.handover?.state === "talking"),
    /** Messages of the operator that nobody has looked at. */
    unread: computed(() => Math.max(0, written.value.length - staff.read)),
    readAll: () => (staff.read = written.value.length),
    look: () => client.look(),
    call: () => client.ask(),
    write: (text: string) => client.write(text),
    leave: () => client.leave(),
    stop: () => client.stop(),
  };
}
