import type { RenderedRead } from "../sql/render-read.ts";
import { type SqlValue, spellSql } from "../sql/sql-text.ts";
import { rangeSql } from "./parts/block-ranges.ts";
import type { PlannedParts } from "./parts/plan-parts.ts";
import type { RowStatement } from "./row-query.ts";

/** A COPY of what a SELECT brings, or one for each part of it: the server does them one by one. */
export function copyStatement(
  { text }: Pick<RenderedRead, "text">,
  format: "csv" | "binary",
  parts?: PlannedParts,
): RowStatement {
  const select = spellSql(text, literal);
  const copy = (rows: string): string => `COPY (${rows}) TO STDOUT (FORMAT ${format})`;
  const common = { parameters: undefined, checkColumns: () => undefined };
  if (parts === undefined) return { ...common, sql: copy(select) };
  const { ranges, markOf } = parts;
  if (ranges.length === 0) return { ...common, sql: copy(`${select} LIMIT 0`) };
  return {
    ...common,
    sql: ranges.map((range) => copy(`${select} WHERE ${rangeSql(range)}`)).join("; "),
    markOf: (place, rowCount) => {
      const range = ranges[place];
      if (range === undefined) throw new Error("more parts ended than were begun");
      return markOf(range, rowCount);
    },
  };
}

/** Backslashes mean nothing: sessions have standard_conforming_strings on. */
function literal(value: SqlValue["value"]): string {
  return `'${String(value).replaceAll("'", "''")}'`;
}
