import type { Column, ColumnType } from "@hotdata/contract/types";

/** For files whose columns are not known. */
export const NO_BLOOM_FILTERS = "WRITE_BLOOM_FILTER false";

/**
 * COPY options that keep the engine from writing filters by which it would later skip rows that it
 * should find: DuckDB 1.5 asks those of BLOB columns for a value's printed form, and those of floats
 * tell -0.0 from 0.0. Lookups and joins on such columns then miss rows.
 */
export function bloomFilterOptions(columns: readonly Column[]): readonly string[] {
  return columns.some(({ type }) => isMistaken(type)) ? [NO_BLOOM_FILTERS] : [];
}

function isMistaken(type: ColumnType): boolean {
  return type.kind === "scalar" && ["BLOB", "FLOAT", "DOUBLE"].includes(type.name);
}
