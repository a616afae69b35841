/** What the talk API sends; see docs/architecture.md and bot/channels/talk. */
import type { Region, Turn } from "../contract/turn";
import type { DocumentHeader } from "../turn/model";

export interface Session {
  token: string;
  expires_in: number;
  region: Region | null;
  /** Whether a result can be opened on a phone. */
  results?: boolean;
}

/** One answer of the bot; `failed` marks one that may be asked for again under the same id. */
export interface Answer {
  id: string;
  cursor: string;
  turn: Turn;
  failed?: boolean;
}

export interface Tile {
  id: string;
  title: string;
  payload: string;
}

export interface CoveredRegion extends Region {
  pathways: Tile[];
  subjects: Tile[];
  documents: DocumentHeader[];
  /** What the office has put up for the hall for the moment. */
  banners?: { text: string; until: string }[];
}

/** What the bot asks people about. */
export interface AskedFact {
  name: string;
  type: "bool" | "enum" | "duration";
}

/** A short code under which another channel goes on with a case. */
export interface HandedCase {
  code: string;
  expires_at: string;
  link: string;
}

/** A page that a phone opens for a short while. */
export interface KeptResult {
  link: string;
  expires_at: string;
}

export interface Feedback {
  id: string;
  rating: "up" | "down";
  reason?: "wrong" | "unclear" | "incomplete" | "other_place" | "other";
  comment?: string;
}
