import type { ScanPart, TableScan } from "../../engine.ts";

/** The scan of some columns of a table, by their places. */
export function someColumns(scan: TableScan, places: readonly number[]): TableScan {
  return {
    columns: chosen(scan.columns, places),
    parts: scan.parts.map((part) => someOfPart(part, places)),
  };
}

function someOfPart(part: ScanPart, places: readonly number[]): ScanPart {
  return part.kind === "files"
    ? { ...part, sources: chosen(part.sources, places) }
    : { ...part, rows: part.rows.map((row) => chosen(row, places)) };
}

function chosen<T>(items: readonly T[], places: readonly number[]): T[] {
  return items.filter((_, index) => places.includes(index));
}
