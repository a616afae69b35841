/** The routes of the policy desk, and what they say; names are those of their JSON. */
import { BASE, request } from "./http";
import type { ReportRow } from "./types";

export type Action =
  | "look"
  | "switch"
  | "banner"
  | "offices"
  | "queue"
  | "review"
  | "trial"
  | "draft"
  | "scenarios"
  | "sign"
  | "publish"
  | "audit"
  | "people";

/** Codes of the places for which each action is allowed, each with all below it. */
export type May = Partial<Record<Action, string[]>>;

export interface Right {
  role: string;
  region: string;
}

export interface Colleague {
  name: string;
  display_name: string;
  rights: Right[];
}

export interface Group {
  id: string;
  region: string;
  name: string;
  state: "open" | "proposed" | "settled";
  assigned_to: string;
  settled_as: "clause" | "silent" | "document" | "";
  document: string;
  clause: string;
  question: string;
  settled_by: string;
  reviewed_by: string;
  reopened: number;
  count: number;
  week: number;
  week_before: number;
  channels: Record<string, number>;
  last_on: string | null;
  examples: string[];
}

export interface Discussed {
  group: Group;
  comments: { at: string; by: string; text: string }[];
}

export type Scope = "all" | "place" | "document" | "pathway" | "clause" | "banner";

export interface Switch {
  id: string;
  scope: Scope;
  region: string;
  document: string;
  target: string;
  reason: string;
  until: string;
  set_by: string;
  set_at: string;
  ended_by: string | null;
  ended_at: string | null;
}

export interface Office {
  id: string;
  region: string;
  name: string;
  address: string;
  hours: string;
  does: string;
  phone: string;
  map_link: string;
  source: string;
  checked_on: string;
}

export interface Deadline {
  kind: "lapses" | "lapsed" | "replaced" | "quote";
  region: string;
  document: string;
  title: string;
  on: string | null;
  days: number | null;
  within: number | null;
  about: string;
}

export interface Tried {
  kind: string;
  topic: string | null;
  clause: { document: string; clause: string } | null;
  heading: string;
  rank: number | null;
  answerability: number | null;
  reason: string;
  text: string;
  hits: { clause: string; heading: string; score: number }[];
  changed?: string[];
}

export interface Written {
  number: number;
  at: string;
  who: string;
  region: string;
  what: string;
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  why: string;
}

export interface CaseFound {
  region: string | null;
  topic: string | null;
  verdict: string | null;
}

const at = encodeURIComponent;
const post = <T>(path: string, body: object) => request<T>("POST", `desk/${path}`, body);
const get = <T>(path: string) => request<T>("GET", `desk/${path}`);

export const may = async () => (await get<{ may: May }>("me")).may;

export const queue = async () => (await get<{ groups: Group[] }>("queue")).groups;
export const group = (id: string) => get<Discussed>(`queue/${at(id)}`);
export const act = (id: string, what: string, body: object) =>
  post<Discussed>(`queue/${at(id)}/${what}`, body);
/** Where the known questions that were agreed on are downloaded. */
export const KNOWN = `${BASE}/desk/known.yml`;

export const switches = () => get<{ on: Switch[]; before: Switch[] }>("switches");
export const switchOn = (wanted: Partial<Switch>) => post<unknown>("switches", wanted);
export const switchOff = (id: string, why: string) =>
  post<unknown>(`switches/${at(id)}/end`, { why });

export const offices = async () => (await get<{ offices: Office[] }>("offices")).offices;
export const keepOffice = (office: Office) => post<unknown>("offices", office);
export const removeOffice = (id: string, why: string) =>
  post<unknown>(`offices/${at(id)}/remove`, { why });

export const deadlines = async () => (await get<{ items: Deadline[] }>("deadlines")).items;
export const trial = async (questions: { text: string; region: string | null }[], other: string) =>
  (await post<{ rows: Tried[] }>("trial", { questions, other: other || null })).rows;

/** However it is written: on a slip it stands in two groups. */
export const findCase = (code: string) =>
  get<CaseFound>(`outcomes/${at(code.replace(/\s+/gu, ""))}`);
export const recordOutcome = (code: string, outcome: string, why: string) =>
  post<unknown>("outcomes", { code, outcome, why });

export const audit = () => get<{ entries: Written[]; faults: ReportRow[] }>("audit");
/** Where the whole audit is downloaded. */
export const AUDIT = `${BASE}/desk/audit.jsonl`;
export const people = () => get<{ people: Colleague[]; roles: string[] }>("people");
export const changeRight = (name: string, right: Right, gives: boolean) =>
  post<unknown>("rights", { name, ...right, gives });
