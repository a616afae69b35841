/** Whether the screen, or what enlarging leaves of it, is too small for parts that stand still. */
import { onScopeDispose, ref, type Ref } from "vue";

/** The same as in style/kiosk.css. */
const SMALL = "(max-width: 599px), (max-height: 559px)";

/** Too narrow for ten keys side by side. */
const NARROW = "(max-width: 599px)";

/** True while the page is one column that scrolls as a whole. */
export const useSmall = () => useQuery(SMALL);

/** True while the page is narrow. */
export const useNarrow = () => useQuery(NARROW);

function useQuery(wanted: string): Ref<boolean> {
  const query = globalThis.matchMedia?.(wanted);
  const holds = ref(query?.matches ?? false);
  const look = () => (holds.value = query?.matches ?? false);
  query?.addEventListener("change", look);
  onScopeDispose(() => query?.removeEventListener("change", look));
  return holds;
}
