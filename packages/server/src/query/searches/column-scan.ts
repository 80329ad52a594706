import { SqlError, type TableScan } from "../../engine/engine.ts";
import { foldName } from "../visible-catalogs.ts";

/**
 * The scan of one column of a table.
 * @throws {SqlError} when this snapshot of it has no such column.
 */
export function columnScan({ columns, parts }: TableScan, name: string): TableScan {
  const place = columns.findIndex((column) => foldName(column.name) === foldName(name));
  if (place < 0) throw new SqlError(`The searched table has no column '${name}'.`);
  const only = <T>(list: readonly T[]): readonly T[] => list.slice(place, place + 1);
  return {
    columns: only(columns),
    parts: parts.map((part) =>
      part.kind === "files"
        ? { ...part, sources: only(part.sources) }
        : { ...part, rows: part.rows.map(only) },
    ),
  };
}
