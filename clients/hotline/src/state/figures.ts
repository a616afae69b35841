/** Reports as they are shown: which columns, in which words. */
import { words as shared } from "@shared/words";
import type { Cell, ReportFilter, ReportRow, Reports } from "../api/types";
import { words } from "../words";
import { momentOf } from "./times";

/** The usual days, all regions, all channels. */
export const EVERYTHING: ReportFilter = { from: "", to: "", region: "", channel: "" };

/** What each report shows, in the order in which reports stand. */
export const COLUMNS: Record<string, string[]> = {
  turns_by_day: ["day", "turns", "unanswered", "degraded"],
  by_channel: ["channel", "turns", "unanswered", "degraded"],
  by_region: ["region", "turns", "unanswered", "degraded"],
  handovers: [
    "day",
    "channel",
    "asked",
    "taken",
    "left",
    "unanswered",
    "closed",
    "response",
    "longest",
  ],
  unanswered: ["question", "region", "kind", "count", "last_at"],
  clauses: ["document", "clause", "count"],
  rated_clauses: ["document", "clause", "up", "down"],
  outcomes: ["region", "topic", "verdict", "outcome", "count"],
  feedback: ["rating", "reason", "count"],
  rejections: ["at", "decision", "reason", "region", "topic", "said", "text"],
  comments: ["at", "channel", "region", "topic", "reason", "comment", "question"],
};

/** The rows of a report, none where the account does not see it. */
export function rowsOf(reports: Reports, name: string): ReportRow[] {
  const rows = reports[name];
  return Array.isArray(rows) ? rows : [];
}

/** What names things that rows only have codes for. */
export interface Names {
  region(code: string): string;
  document(folder: string): string;
}

/** A value as people read it. */
export function shown(column: string, value: Cell | undefined, names: Names): string {
  if (value === null || value === undefined)
    return column === "region" ? words.reports.noRegion : "";
  const text = String(value);
  if (column === "at" || column === "last_at") return momentOf(text);
  if (column === "region") return names.region(text);
  if (column === "document") return names.document(text);
  if (column === "topic") return shared.topics[text] ?? text;
  return words.reports.values[column]?.[text] ?? text;
}

/** The sum of a column. */
export function total(rows: ReportRow[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
}
