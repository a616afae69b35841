/** Whether the screen, or what enlarging leaves of it, is too small for parts that stand still. */
import { computed, onScopeDispose, ref, type Ref } from "vue";

const SMALL = "(max-width: 599px), (max-height: 559px)";

/** Too narrow for ten keys side by side. */
const NARROW = "(max-width: 599px)";

/** Too narrow for the largest type beside parts that stand still. */
const TIGHT = "(max-width: 800px)";

/** The largest size of type, for elderly people. */
export const LARGEST = 2;

/** True while the page is one column that scrolls as a whole, `size` being the size of its type. */
export function useSmall(size: () => number): Ref<boolean> {
  const small = useQuery(SMALL);
  const tight = useQuery(TIGHT);
  return computed(() => small.value || (tight.value && size() === LARGEST));
}

/** Higher than somebody who sits reaches. */
const UPRIGHT = "(min-height: 1100px) and (orientation: portrait)";

/** True while the screen stands upright and is high. */
export const useUpright = () => useQuery(UPRIGHT);

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
