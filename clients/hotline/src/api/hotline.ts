/** The routes of the hotline API. */
import type { Turn } from "@shared/contract/turn";
import { BASE, request } from "./http";
import type {
  Account,
  Call,
  CallDetails,
  Decision,
  FactKind,
  FactValue,
  FoundCall,
  HandedOut,
  Hit,
  Note,
  PolicyDocument,
  Queue,
  Region,
  ReportFilter,
  Reports,
  Shift,
  Spoken,
  Suggestion,
  Waiting,
  WayBack,
} from "./types";

const at = encodeURIComponent;

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => !!pair[1]);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

export const signIn = (name: string, password: string) =>
  request<Account>("POST", "sign-in", { name, password });
export const signOut = () => request<unknown>("POST", "sign-out");
/** What the button says that leads to the identity provider; null where there is none. */
export const singleSignOn = async () =>
  (await request<{ label: string | null }>("GET", "single-sign-on")).label;
/** Where the browser is sent to sign in. */
export const beginSingleSignOn = async () =>
  (await request<{ address: string }>("POST", "single-sign-on/begin")).address;
export const finishSingleSignOn = (back: WayBack) =>
  request<Account>("POST", "single-sign-on/finish", back);
export const me = () => request<Account>("GET", "me");

export const calls = async () => (await request<{ calls: Call[] }>("GET", "calls")).calls;
export const openCall = (given: { region?: string; external_id?: string; case?: string }) =>
  request<Call>("POST", "calls", given);
export const readCall = (id: string) => request<CallDetails>("GET", `calls/${at(id)}`);
export const endCall = (id: string) => request<Call>("POST", `calls/${at(id)}/end`);

export const handovers = () => request<Queue>("GET", "handovers");
export const takeHandover = (id: string) =>
  request<{ call: Call; handover: Waiting }>("POST", `handovers/${at(id)}/take`);

export const sendSegments = async (id: string, segments: Spoken[]) =>
  (await request<{ suggestions: Suggestion[] }>("POST", `calls/${at(id)}/segments`, { segments }))
    .suggestions;
export const setFacts = async (id: string, facts: Record<string, FactValue>) =>
  (await request<{ suggestion: Suggestion }>("PUT", `calls/${at(id)}/facts`, { facts })).suggestion;
export const setRegion = async (id: string, region: string) =>
  (
    await request<{ suggestion: Suggestion | null }>("PUT", `calls/${at(id)}/region`, {
      region,
    })
  ).suggestion;
export const decide = (id: string, decision: Decision) =>
  request<{ ok: true }>("POST", `suggestions/${at(id)}/decision`, given(decision));

export const summary = async (id: string) =>
  (await request<{ text: string }>("GET", `calls/${at(id)}/summary`)).text;
/** The work order by contract/work_order.schema.json. */
export const workOrder = (id: string) =>
  request<Record<string, unknown>>("GET", `calls/${at(id)}/work-order`);
export const history = async (q: string) =>
  (await request<{ found: FoundCall[] }>("GET", `history${query({ q })}`)).found;
export const shift = (day?: string) => request<Shift>("GET", `shift${query({ day })}`);
export const note = (id: string, text: string) =>
  request<Note>("POST", `calls/${at(id)}/notes`, { text });
export const takeOver = (id: string) => request<Call>("POST", `calls/${at(id)}/take-over`);
export const compare = async (id: string, regions: string[]) =>
  (await request<{ turns: Turn[] }>("POST", `calls/${at(id)}/compare`, { regions })).turns;
export const handOut = (id: string) => request<HandedOut>("POST", `calls/${at(id)}/case`);

export const regions = async () => (await request<{ regions: Region[] }>("GET", "regions")).regions;
export const policyDocument = (folder: string) =>
  request<PolicyDocument>("GET", `documents/${at(folder)}`);
export const search = async (q: string, region?: string) =>
  (await request<{ hits: Hit[] }>("GET", `search${query({ q, region })}`)).hits;
export const factKinds = async (region: string) =>
  (await request<{ facts: FactKind[] }>("GET", `facts${query({ region })}`)).facts;

export const reports = (filter: ReportFilter) =>
  request<Reports>("GET", `reports${query({ ...filter })}`);
/** Where a report's file is downloaded. */
export const reportFile = (name: string, filter: ReportFilter) =>
  `${BASE}/reports/${at(name)}.csv${query({ ...filter })}`;

function given(decision: Decision): Record<string, string> {
  return Object.fromEntries(
    Object.entries(decision).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}
