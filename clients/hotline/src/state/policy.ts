/** What the signed-in account may do at the policy desk, and for which places. */
import { computed, ref } from "vue";
import * as api from "../api/policy";
import type { Action, May } from "../api/policy";
import { useLibrary } from "./library";

export const EVERYWHERE = "000000";

export const TABS = [
  "queue",
  "drafts",
  "switches",
  "offices",
  "deadlines",
  "trial",
  "outcomes",
  "audit",
  "people",
] as const;
export type Tab = (typeof TABS)[number];

/** What has to be allowed for each part of the desk; whoever is at a window records outcomes. */
const NEEDS: Record<Tab, Action | null> = {
  queue: "look",
  drafts: "look",
  switches: "look",
  offices: "look",
  deadlines: "look",
  trial: "trial",
  outcomes: null,
  audit: "audit",
  people: "people",
};

const allowed = ref<May>({});

/** The parts of the desk that are open to whoever may do some things. */
export function tabsOf(may: May): Tab[] {
  return TABS.filter((tab) => NEEDS[tab] === null || may[NEEDS[tab]]);
}

/** Whether a place is another one, or holds it, by their codes. */
export function covers(region: string, other: string): boolean {
  return other.startsWith(region.replace(/(?:00)*$/, ""));
}

/** The rights of this page. */
export function usePolicy() {
  const { regions } = useLibrary();
  const tabs = computed(() => tabsOf(allowed.value));
  const may = (action: Action, region?: string) =>
    (allowed.value[action] ?? []).some((place) => region === undefined || covers(place, region));
  const placesFor = (action: Action) => regions.value.filter(({ code }) => may(action, code));
  return { tabs, may, placesFor, load };
}

async function load(): Promise<void> {
  allowed.value = await api.may();
}
