/** What is said to everybody who does not see it change: the last message, and whether it is urgent. */
import { ref } from "vue";

/** A short message of the page. */
export interface Message {
  text: string;
  failed: boolean;
  number: number;
}

const LASTS = 6_000;

export const message = ref<Message | null>(null);
let number = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message, and has it read aloud by a screen reader. */
export function announce(text: string, failed = false): void {
  number += 1;
  message.value = { text, failed, number };
  clearTimeout(timer);
  // A failure stays until something else happens: it says what to do.
  if (!failed) timer = setTimeout(() => (message.value = null), LASTS);
}
