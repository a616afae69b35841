/** Words of a clause that somebody marks, by mouse or by Shift and arrows, to quote them. */
import type { Ref } from "vue";
import { words } from "../words";
import { announce } from "./announcer";

/** What is marked in a field. */
export function useMarking(field: Ref<HTMLTextAreaElement | undefined>) {
  /** Gives the marked words to `take`; where none are, says how to mark some. */
  function use(take: (quote: string) => void): void {
    const say = words.policy.drafts.rules;
    const from = field.value;
    const quote = from?.value.slice(from.selectionStart, from.selectionEnd).trim() ?? "";
    if (!quote) {
      announce(say.nothingMarked, true);
      from?.focus();
      return;
    }
    take(quote);
    announce(say.marked(quote));
  }

  return { use };
}
