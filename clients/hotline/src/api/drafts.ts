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

/** A draft with what people said of it. */
export interface Draft extends DraftLine {
  form?: Form;
  confirmed?: Signature | null;
  settled?: Record<string, Signature & { remark: string }>;
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
