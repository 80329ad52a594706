import type { Column, ColumnType } from "@hotdata/contract/types";

export interface RowGroups {
  /** Rows in each row group of the Parquet files that are written; the engine's own choice when absent. */
  readonly rowGroupRows?: number;
}

const SMALL_ROWS = 16_384;
/** To read one row's vector, all those of its row group are unpacked: searches read few rows. */
const VECTOR_ROWS = 4_096;
const LITTLE_MEMORY_MB = 1_024;

/**
 * Row groups that statements within the given memory can read. Each thread holds a row group's
 * column uncompressed, beside hash tables that take up to four fifths of the memory: with wide
 * values in usual row groups, statements that spill would run out of little memory.
 */
export function rowGroupsFor(memoryMb: number): RowGroups {
  return memoryMb < LITTLE_MEMORY_MB ? { rowGroupRows: SMALL_ROWS } : {};
}

/** COPY options for the row groups of files with these columns, of so many rows at most. */
export function rowGroupOptions(
  columns: readonly Column[],
  limits: readonly (number | undefined)[],
): readonly string[] {
  const most = Math.min(
    ...limits.filter((limit) => limit !== undefined),
    columns.some(({ type }) => isVector(type)) ? VECTOR_ROWS : Infinity,
  );
  return most === Infinity ? [] : [`ROW_GROUP_SIZE ${most}`];
}

function isVector(type: ColumnType): boolean {
  return (
    type.kind === "list" &&
    type.element.kind === "scalar" &&
    (type.element.name === "FLOAT" || type.element.name === "DOUBLE")
  );
}
