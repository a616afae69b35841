/** Verdicts that rest on a document which is no longer in force. */
import { words } from "../words";
import type { Eligibility, Turn } from "./model";

/** Whether all that a turn cites has lapsed. */
export const restsOnLapsed = (turn: Turn): boolean =>
  turn.citations.length > 0 && turn.citations.every(({ status }) => status === "expired");

/** A verdict in words, which says first that the document has lapsed where it has. */
export const verdictInWords = (verdict: Eligibility["verdict"], lapsed = false): string =>
  lapsed ? words.onLapsed(words.verdicts[verdict]) : words.verdicts[verdict];
