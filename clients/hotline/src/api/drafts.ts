/** The routes of drafts, and what they say; names are those of their JSON. */
import { request, sendFile } from "./http";

export type State =
  "reading" | "refused" | "open" | "signed" | "scheduled" | "publishing" | "published";

/** A draft as a line of the list. */
export interface DraftLine {
  id: string;
  region: string;
  place: string;
  name: string;
  part: number;
  title: string;
  state: State;
  version: number;
  folder: string;
  editors: string[];
  signed_by: string;
  publish_by: string;
  publish_at: string | null;
  publication: string;
  told: string;
  begun_at: string;
  changed_by: string;
  changed_at: string;
}

export interface Signature {
  by: string;
  at: string;
}

export interface Relation {
  kind: string;
  name: string;
  number: string | null;
  quote: string;
  document: string | null;
  confirmed: boolean;
}

export interface Form {
  title: string;
  issuer: string;
  number: string;
  region: string;
  issued: string;
  effective: string;
  expires: string;
  proof_read: boolean;
  relations: Relation[];
}

export type Decision = "proposed" | "confirmed" | "dropped";
export type Comparison = "is" | "in" | "at_least" | "less_than";
export type Verdict = "eligible" | "ineligible" | "undetermined";
export type FactValue = boolean | string | number;

export interface Stated {
  text: string;
  quote: string;
}

export interface Condition extends Stated {
  state: Decision;
  fact: string;
  comparison: Comparison;
  value: FactValue | string[];
  meet: string;
  sure: number | null;
}

/** One way to settle that a document opens, as people fill it in. */
export interface Pathway {
  state: Decision;
  title: string;
  summary: string;
  quotes: string[];
  joined: "all" | "any";
  conditions: Condition[];
  materials: { state: Decision; items: string[]; quote: string } | null;
  apply_at: Stated | null;
  lands_at: Stated | null;
  companions: { quote: string; relations: Record<string, string> } | null;
  facets: Record<string, Stated & { silent: boolean }>;
  sure: number | null;
}

export interface Rules {
  pathways: Record<string, Pathway>;
  absent: Record<string, { note: string }>;
}

/** A sample citizen, and what is to come out. */
export interface Scenario {
  name: string;
  pathway: string;
  facts: Record<string, FactValue | null>;
  verdict: Verdict;
  by?: string;
}

/** A draft with what people said of it. */
export interface Draft extends DraftLine {
  form?: Form;
  confirmed?: Signature | null;
  settled?: Record<string, Signature & { remark: string }>;
  rules?: Rules | null;
  scenarios?: Scenario[];
}

export interface BookFact {
  name: string;
  label: string;
  type: "bool" | "duration" | "enum";
  choices: { value: string; title: string }[];
}

/** What rules are made of. */
export interface Book {
  facts: BookFact[];
  pathways: { id: string; title: string }[];
  facets: { id: string; silent: string; of: string[] }[];
  relations: { id: string; title: string }[];
}

export interface Finding {
  kind: string;
  pathway: string;
  text: string;
}

export interface Judged {
  verdict: Verdict;
  conditions: { text: string; quote: string; state: "met" | "unmet" | "unknown" }[];
  missing: string[];
}

/** What rules lack, where each facet of a pathway is said, and what sample citizens hear. */
export interface Checked {
  findings: Finding[];
  cells: Record<string, Record<string, "part" | "conditions" | "written" | "silent" | "">>;
  verdicts: (Judged | null)[];
}

export interface Published {
  at: string;
  publication: string;
  how: "first" | "publish" | "roll-back";
  usable: boolean;
  changed: string[];
  places: string[];
}

export interface Publications {
  current: string | null;
  events: Published[];
}

/** Number of a block, and the characters of it from the first to before the last. */
export type Stretch = [block: number, start: number, end: number];

export interface Clause {
  id: string;
  kind: string;
  level: number;
  label: string | null;
  headings: string[];
  text: string;
  stretches: Stretch[];
}

export interface Block {
  kind: string;
  text: string;
  page: number | null;
  cells: string[];
}

/** What was read of a file; it never changes. */
export interface Reading {
  format: string;
  proof_read: boolean;
  characters: { all: number; covered: number };
  clauses: Clause[];
  left: Stretch[];
  warnings: { kind: string; text: string; place: string }[];
  quotes: Partial<Record<keyof Form, string>>;
  region: { code: string | null; name: string; level: string } | null;
  blocks: Block[];
}

const at = encodeURIComponent;
const path = (id: string, what = "") => `desk/drafts/${at(id)}${what && `/${what}`}`;

export const list = async () =>
  (await request<{ drafts: DraftLine[] }>("GET", "desk/drafts")).drafts;
export const draft = async (id: string) => (await request<{ draft: Draft }>("GET", path(id))).draft;
export const reading = (id: string) => request<Reading>("GET", path(id, "reading"));
export const handIn = async (file: File, region: string) =>
  (await sendFile<{ draft: Draft }>(`desk/drafts?name=${at(file.name)}&region=${at(region)}`, file))
    .draft;
export const change = async (id: string, what: string, version: number, body: object) =>
  (await request<{ draft: Draft }>("POST", path(id, what), { ...body, version })).draft;

/** Left, top, right and bottom, as shares of the page. */
export type Box = [left: number, top: number, right: number, bottom: number];

/** A page as a PNG picture in Base64, with the places of a clause's words on it. */
export interface Drawn {
  picture: string;
  boxes: Box[];
}

export const drawn = (id: string, page: number, clause: string) =>
  request<Drawn>("GET", `${path(id, "page")}/${page}?clause=${at(clause)}`);
export const book = () => request<Book>("GET", "desk/draft-book");
/** What is typed of one pathway is checked in place of what is stored of it. */
export const check = (id: string, typed: object) =>
  request<Checked>("POST", path(id, "check"), typed);
export const publications = () => request<Publications>("GET", "desk/publications");
export const goBack = (publication: string, current: string, why: string) =>
  request<Publications>("POST", "desk/publications/back", { publication, current, why }, 600_000);
