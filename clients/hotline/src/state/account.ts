/** Who is signed in, and what they may see. */
import { computed, ref } from "vue";
import * as hotline from "../api/hotline";
import { ApiError, onSignedOut } from "../api/http";
import type { Account, Role } from "../api/types";

export type View = "calls" | "supervision" | "reports" | "policy";

const VIEWS: Record<Exclude<View, "policy">, Role> = {
  calls: "operator",
  supervision: "supervisor",
  reports: "policy",
};

/** The views that an account may open, in their order; everybody may record what a window decides. */
export function viewsOf(roles: readonly Role[]): View[] {
  const views = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
  const open = views.filter((view) => roles.includes(VIEWS[view]));
  return roles.length ? [...open, "policy"] : open;
}

const account = ref<Account | null>(null);
/** Whether somebody was signed in before and is no more. */
const expired = ref(false);
const views = computed(() => viewsOf(account.value?.roles ?? []));

onSignedOut(() => {
  expired.value ||= account.value !== null;
  account.value = null;
});

/** The account of this page. */
export function useAccount() {
  return { account, expired, views, resume, signIn, signOut };
}

/** Goes on with the sign-in that the browser holds, if it does. */
async function resume(): Promise<void> {
  try {
    account.value = await hotline.me();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
}

async function signIn(name: string, password: string): Promise<void> {
  account.value = await hotline.signIn(name, password);
  expired.value = false;
}

async function signOut(): Promise<void> {
  await hotline.signOut();
  account.value = null;
}
