import type { TableScan } from "../engine/engine.ts";
import { isSameName } from "../lake/columns/planned-column.ts";

/** The scan of one column of a table; undefined when the table has none of that name, in any case. */
export function columnScan({ columns, parts }: TableScan, name: string): TableScan | undefined {
  const place = columns.findIndex((column) => isSameName(column.name, name));
  if (place < 0) return undefined;
  return {
    columns: columns.slice(place, place + 1),
    parts: parts.map((part) =>
      part.kind === "files"
        ? { ...part, sources: part.sources.slice(place, place + 1) }
        : { ...part, rows: part.rows.map((row) => row.slice(place, place + 1)) },
    ),
  };
}
