/** Which reports are drawn, how, and what the drawing says in one sentence. */
import type { ReportRow } from "../api/types";
import { words } from "../words";
import { shown, total, type Names } from "./figures";

/** What is drawn. */
export interface Chart {
  kind: "line" | "bar";
  labels: string[];
  series: { name: string; values: number[] }[];
  /** The same for those who do not see it. */
  text: string;
}

const DRAWN: Record<string, { kind: Chart["kind"]; by: string[]; values: string[] }> = {
  turns_by_day: { kind: "line", by: ["day"], values: ["turns", "unanswered"] },
  by_channel: { kind: "bar", by: ["channel"], values: ["turns", "unanswered"] },
  by_region: { kind: "bar", by: ["region"], values: ["turns", "unanswered"] },
  clauses: { kind: "bar", by: ["document", "clause"], values: ["count"] },
  feedback: { kind: "bar", by: ["rating", "reason"], values: ["count"] },
};
const MOST = 12;

/** The chart of a report, null for those that are only a table. */
export function chartOf(name: string, rows: ReportRow[], names: Names): Chart | null {
  const drawn = DRAWN[name];
  if (!drawn || rows.length === 0) return null;
  const some = drawn.kind === "line" ? rows : rows.slice(0, MOST);
  const labels = some.map((row) =>
    drawn.by
      .map((column) => shown(column, row[column], names))
      .filter(Boolean)
      .join(" "),
  );
  const title = (column: string) => words.reports.columns[column] ?? column;
  const text = drawn.values
    .map((column) => `${title(column)}${words.reports.totals}${total(rows, column)}`)
    .join("，");
  const series = drawn.values.map((column) => ({
    name: title(column),
    values: some.map((row) => Number(row[column] ?? 0)),
  }));
  return { kind: drawn.kind, labels, series, text };
}
