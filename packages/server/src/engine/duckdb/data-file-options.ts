import type { IdentifiedColumn } from "../engine.ts";
import { bloomFilterOptions } from "./bloom-filters.ts";
import { fieldIdsOption } from "./field-ids.ts";
import { rowGroupOptions } from "./row-groups.ts";

/** COPY options of every data file with these columns, with so many rows in a row group at most. */
export function dataFileOptions(
  columns: readonly IdentifiedColumn[],
  rowLimits: readonly (number | undefined)[],
): readonly string[] {
  return [
    "FORMAT parquet",
    "COMPRESSION zstd",
    `FIELD_IDS ${fieldIdsOption(columns)}`,
    "RETURN_STATS",
    ...bloomFilterOptions(columns),
    ...rowGroupOptions(columns, rowLimits),
  ];
}
