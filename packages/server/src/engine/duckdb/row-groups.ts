export interface RowGroups {
  /** Rows in each row group of the Parquet files that are written; the engine's own choice when absent. */
  readonly rowGroupRows?: number;
}

const SMALL_ROWS = 16_384;
const LITTLE_MEMORY_MB = 1_024;

/**
 * Row groups that statements within the given memory can read. Each thread holds a row group's
 * column uncompressed, beside hash tables that take up to four fifths of the memory: with wide
 * values in usual row groups, statements that spill would run out of little memory.
 */
export function rowGroupsFor(memoryMb: number): RowGroups {
  return memoryMb < LITTLE_MEMORY_MB ? { rowGroupRows: SMALL_ROWS } : {};
}

/** COPY options for row groups of the given size. */
export function rowGroupOptions(rows: number | undefined): readonly string[] {
  return rows === undefined ? [] : [`ROW_GROUP_SIZE ${rows}`];
}
