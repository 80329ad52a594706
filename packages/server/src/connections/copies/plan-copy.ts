import type { ReadRequest } from "../../connectors/connector.ts";
import type { LakeTable } from "../../lake/lake.ts";
import { isSameName } from "../../lake/columns/planned-column.ts";
import type { SourceTable } from "../connection.ts";
import { canBeCursor } from "./cursor.ts";
import { hasSameColumns } from "./check-columns.ts";

/** How a copy is made or brought up to date. */
export interface CopyPlan {
  readonly mode: "replace" | "upsert" | "append";
  /** Only these rows are read; all when absent. */
  readonly from?: NonNullable<ReadRequest["from"]>;
  readonly warnings: readonly string[];
}

/**
 * Rows since the cursor's last value go into the copy where that makes it the same as a new one, save
 * for deletions: with a key they take the place of older ones, without a key they are added.
 * @param copied the copy there is
 */
export function planCopy(table: SourceTable, copied: LakeTable | undefined): CopyPlan {
  const { columns, key, sync } = table;
  const losses = columns.flatMap(({ name, loss }) =>
    loss === undefined ? [] : [`Column "${name}": ${loss}`],
  );
  const { cursorColumn, cursorValue: value } = sync;
  if (cursorColumn === undefined || copied === undefined) {
    return { mode: "replace", warnings: losses };
  }
  const anew = (reason: string): CopyPlan => {
    return { mode: "replace", warnings: [...losses, `All rows were read again: ${reason}.`] };
  };
  if (!hasSameColumns(copied.columns, columns)) return anew("the table has other columns");
  const cursor = columns.find(({ name }) => isSameName(name, cursorColumn));
  if (cursor === undefined || !canBeCursor(cursor.type)) {
    return anew(`"${cursorColumn}" can tell no new rows`);
  }
  if (value === undefined) return anew(`no value of "${cursorColumn}" is known to go on from`);
  const isKeyed = key.length > 0 && key.every((name) => isNeverNull(table, name));
  const from = { column: cursor.name, value, isInclusive: isKeyed };
  return { mode: isKeyed ? "upsert" : "append", from, warnings: losses };
}

function isNeverNull({ columns }: SourceTable, name: string): boolean {
  return columns.some((column) => column.name === name && !column.isNullable);
}
