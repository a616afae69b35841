/** Which suggestion of a call is looked at: the newest, unless an older one was asked for. */
import { computed, ref, watch, type Ref } from "vue";
import type { Suggestion } from "../api/types";
import { dialog } from "./dialogs";
import type { CallState } from "./merging";

/** The suggestion to show for a call, and the way to older and newer ones. */
export function useSuggested(state: Ref<CallState | null>) {
  const id = ref<string | null>(null);
  const all = computed<Suggestion[]>(() => state.value?.suggestions ?? []);
  const place = computed(() => {
    const found = all.value.findIndex((one) => one.id === id.value);
    return found < 0 ? all.value.length - 1 : found;
  });
  const shown = computed(() => all.value[place.value] ?? null);

  watch(
    () => [state.value?.call.id, all.value.at(-1)?.id, dialog.value] as const,
    ([call, newest], before) => {
      // Whoever is deciding on a suggestion goes on with that one.
      const deciding = dialog.value === "edit" || dialog.value === "reject";
      if (deciding && shown.value) id.value ??= shown.value.id;
      if (before?.[0] !== call || (before[1] !== newest && !deciding)) id.value = null;
    },
  );

  function step(by: number): void {
    const next = all.value[place.value + by];
    if (next) id.value = next.id;
  }

  return { all, place, shown, step };
}
