/** Which dialog is open; one at a time. */
import { ref } from "vue";

export type Dialog =
  | "help"
  | "endCall"
  | "takeUp"
  | "edit"
  | "reject"
  | "compare"
  | "summary"
  | "shortCode"
  | "history"
  | "shift"
  | "reader";

export const dialog = ref<Dialog | null>(null);
