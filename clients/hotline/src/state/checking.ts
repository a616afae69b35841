/** What the rules of a draft lack and what sample citizens hear, checked while somebody types. */
import { onBeforeUnmount, ref } from "vue";
import * as api from "../api/drafts";
import { told } from "../api/http";

const PAUSE = 500;

/** What is typed and not stored yet. */
export interface Typed {
  pathway?: string;
  form?: api.Pathway;
  scenarios?: api.Scenario[];
}

export type Checking = ReturnType<typeof useChecking>;

/** Checks of the draft of an id; the last one asked for counts. */
export function useChecking(id: string) {
  const checked = ref<api.Checked | null>(null);
  const asking = ref(false);
  const problem = ref("");
  let typed: Typed = {};
  let number = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    number += 1;
    const mine = number;
    asking.value = true;
    problem.value = "";
    try {
      const found = await api.check(id, typed);
      if (mine === number) checked.value = found;
    } catch (error) {
      if (mine === number) problem.value = told(error);
    } finally {
      if (mine === number) asking.value = false;
    }
  }

  /** Check again in a moment, with what has been typed since. */
  function type(more: Typed): void {
    typed = { ...typed, ...more };
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE);
  }

  /** Check what is stored. */
  function again(): void {
    typed = {};
    type({});
  }

  onBeforeUnmount(() => clearTimeout(timer));
  return { checked, asking, problem, type, again };
}
