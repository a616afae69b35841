/** What the components of a turn are given. */
import type { Answered, Citation, Eligibility } from "../contract/turn";

export type { Citation, Eligibility, Notice, Option, Part, Question, Turn } from "../contract/turn";
export type Outcome = Answered["outcome"];
export type Condition = Eligibility["conditions"][number];
export type Companion = Eligibility["companions"][number];

export interface DocumentHeader {
  folder: string;
  title: string;
  doc_number: string | null;
  issuer: string;
  status: Citation["status"];
  effective_from: string | null;
  expires_on: string | null;
}

export interface Clause {
  id: string;
  heading: string;
  text: string;
}

export interface PolicyDocument extends DocumentHeader {
  clauses: Clause[];
}

/** Fetches a document by its folder; rejects where it cannot. */
export type DocumentLoader = (folder: string) => Promise<PolicyDocument>;
