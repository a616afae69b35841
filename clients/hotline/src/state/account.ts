/** Who is signed in, and what they may see. */
import { computed, ref } from "vue";
import * as hotline from "../api/hotline";
import { ApiError, onSignedOut, told } from "../api/http";
import type { Account, Role } from "../api/types";
import { takeWayBack } from "./wayBack";

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
/** Why the way back from the identity provider signed nobody in; empty where it did, or was none. */
const refused = ref("");
const views = computed(() => viewsOf(account.value?.roles ?? []));

onSignedOut(() => {
  expired.value ||= account.value !== null;
  account.value = null;
});

/** The account of this page. */
export function useAccount() {
  return { account, expired, refused, views, resume, signIn, signInElsewhere, signOut };
}

/** Takes up who comes back from the identity provider, or the sign-in that the browser holds. */
async function resume(): Promise<void> {
  const back = takeWayBack();
  try {
    account.value = back ? await hotline.finishSingleSignOn(back) : await hotline.me();
  } catch (error) {
    if (!back) return signedOutOr(error);
    refused.value = told(error);
    // Whoever is signed in already stays so.
    await hotline.me().then((known) => (account.value = known), signedOutOr);
  }
}

function signedOutOr(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) throw error;
}

/** Leaves for the identity provider, which sends the browser back. */
async function signInElsewhere(): Promise<void> {
  location.assign(await hotline.beginSingleSignOn());
}

async function signIn(name: string, password: string): Promise<void> {
  account.value = await hotline.signIn(name, password);
  expired.value = false;
  refused.value = "";
}

async function signOut(): Promise<void> {
  await hotline.signOut();
  account.value = null;
}
