/** A draft on its page: kept fresh while a program works on it, changed as it was last seen. */
import { computed, onBeforeUnmount, onMounted, ref } from "vue";
import * as api from "../api/drafts";
import { ApiError } from "../api/http";
import { words } from "../words";
import { useWork } from "./work";

const BUSY_STATES: api.State[] = ["reading", "publishing"];
const AGAIN = 1_500;

/** What a section of the page does to its draft. */
export type Save = (what: string, body: object) => Promise<boolean>;

/** The draft of an id. */
export function useDraft(id: string) {
  const { busy, problem, run } = useWork();
  const draft = ref<api.Draft | null>(null);
  const reading = ref<api.Reading | null>(null);
  const works = computed(() => !!draft.value && BUSY_STATES.includes(draft.value.state));
  const now = ref(Date.now());
  const seconds = computed(() =>
    draft.value
      ? Math.max(0, Math.round((now.value - Date.parse(draft.value.begun_at)) / 1000))
      : 0,
  );
  let timer: ReturnType<typeof setInterval> | undefined;

  async function load(): Promise<void> {
    draft.value = await api.draft(id);
    if (!reading.value && draft.value.form) reading.value = await api.reading(id);
  }

  async function look(): Promise<void> {
    now.value = Date.now();
    if (works.value && !busy.value) await load().catch(() => undefined);
  }

  onMounted(() => {
    void run(load);
    timer = setInterval(() => void look(), AGAIN);
  });
  onBeforeUnmount(() => clearInterval(timer));

  /** Where somebody was faster, the latest comes to the page and what was typed stays. */
  const save: Save = (what, body) =>
    run(async () => {
      const seen = draft.value?.version ?? 0;
      try {
        draft.value = await api.change(id, what, seen, body);
      } catch (error) {
        if (error instanceof ApiError && error.code === "stale_draft") await load();
        throw error;
      }
    }, words.policy.saved);

  return { draft, reading, works, seconds, busy, problem, run, load, save };
}
