/** Takes the keys of the page and gives them to whoever does the act. */
import { onBeforeUnmount, onMounted } from "vue";
import { dialog } from "./dialogs";
import { actOf, choiceOf, isTyping, type Act } from "./keymap";

type Doers = Partial<Record<Act, () => void>>;

const doers: Doers[] = [];
const choosers: ((number: number) => boolean)[] = [];

/** Does these acts at their keys, as long as the component stands and no dialog is open. */
export function useShortcuts(acts: Doers): void {
  onMounted(() => doers.push(acts));
  onBeforeUnmount(() => doers.splice(doers.indexOf(acts), 1));
}

/** Gets the keys 1 to 9 as answers; `choose` says whether there was such an answer. */
export function useChoices(choose: (number: number) => boolean): void {
  onMounted(() => choosers.push(choose));
  onBeforeUnmount(() => choosers.splice(choosers.indexOf(choose), 1));
}

/** What the page does with a key; registered once. */
export function press(event: KeyboardEvent): void {
  if (dialog.value !== null || event.defaultPrevented) return;
  const typing = isTyping(event.target);
  const act = actOf(event, typing);
  const doer = act && [...doers].reverse().find((acts) => acts[act])?.[act];
  if (doer) {
    event.preventDefault();
    doer();
    return;
  }
  const number = choiceOf(event, typing);
  if (number !== null && choosers.some((choose) => choose(number))) event.preventDefault();
}
