import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnPick } from "../../engine/column-pick.ts";
import type { GivenRows } from "../../engine/cells/given-rows.ts";
import type { TableScan } from "../../engine/engine.ts";

/**
 * The rows of a statement that picks columns of what was read, which are those that it asks for and no
 * others; undefined where they are no texts, or a column is not known.
 */
export function sourceAnswer(
  { columns, parts }: TableScan,
  picks: readonly ColumnPick[],
  limit: number | undefined,
): GivenRows | undefined {
  const places = picks.flatMap((pick) => placesOf(pick, columns));
  const picked = places.flatMap(({ place, alias }) => {
    const column = columns[place];
    return column === undefined ? [] : { ...column, name: alias ?? column.name };
  });
  const rows = parts.flatMap((part) => (part.kind === "inline" ? part.rows : []));
  const areTexts = parts.every(({ kind }) => kind === "inline");
  if (!areTexts || picked.length < places.length) return undefined;
  return {
    columns: picked,
    rows: rows.slice(0, limit).map((row) => places.map(({ place }) => row[place] ?? null)),
  };
}

interface Place {
  /** -1: of none. */
  readonly place: number;
  readonly alias?: string | undefined;
}

function placesOf(pick: ColumnPick, columns: TableScan["columns"]): readonly Place[] {
  if (pick.kind === "all") return columns.map((_, place) => ({ place }));
  const { column: name, alias } = pick;
  const place = columns.findIndex((column) => foldIdentifier(column.name) === foldIdentifier(name));
  return [{ place, alias }];
}
