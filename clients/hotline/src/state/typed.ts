/** What somebody types into a form whose record colleagues may change meanwhile: nothing is lost. */
import { nextTick, reactive, ref, watch } from "vue";

type Fields = Record<string, unknown>;

/** Fields as they are typed; `theirs` gives the record as it is known to be stored. */
export function useTyped<T extends object>(theirs: () => T) {
  const stored = () => theirs() as Fields;
  const mine = reactive(copy(stored()));
  let seen = copy(stored());
  /** What colleagues have written where this person had typed something else. */
  const others = ref(new Map<string, unknown>());

  watch(stored, (now) => {
    for (const name of Object.keys(now)) {
      const touched = !same(mine[name], seen[name]);
      if (!touched || same(mine[name], now[name])) {
        mine[name] = copy(now)[name];
        others.value.delete(name);
      } else if (!same(now[name], seen[name])) others.value.set(name, now[name]);
    }
    seen = copy(now);
  });

  function takeTheirs(name: keyof T & string): void {
    if (others.value.has(name)) mine[name] = others.value.get(name);
    others.value.delete(name);
  }

  const keepMine = (name: keyof T & string) => others.value.delete(name);

  /** Go on from what is stored: it is what was typed, as the server has put it down. */
  async function adopt(): Promise<void> {
    await nextTick();
    seen = copy(stored());
    Object.assign(mine, copy(seen));
    others.value.clear();
  }

  return { mine: mine as T, others, takeTheirs, keepMine, adopt };
}

const copy = (fields: Fields) => JSON.parse(JSON.stringify(fields)) as Fields;

/** Whether two values are the same, in whatever order their fields stand. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
