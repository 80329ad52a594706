import type { Statement, VisibleTable } from "../engine/engine.ts";

/** What a statement had to read of its tables, before any filter. */
export interface ScannedData {
  readonly rowCount: number;
  /** Compressed; null when it is not known of all tables. */
  readonly sizeBytes: number | null;
}

/**
 * Rows and bytes that the tables' files hold in what the statement names of them. Undefined when it
 * reads no table.
 */
export function scannedData(
  { kind, columns }: Statement,
  tables: readonly VisibleTable[],
): ScannedData | undefined {
  if (kind !== "select") return undefined;
  const names = columns === undefined ? undefined : new Set(columns);
  let rowCount = 0;
  let sizeBytes: number | null = 0;
  let hasTables = false;
  for (const { scan } of tables) {
    // Those of information_schema have none.
    if (scan.extent === undefined) continue;
    hasTables = true;
    rowCount += scan.extent.rowCount;
    const { columnBytes } = scan.extent;
    if (columnBytes === null || sizeBytes === null) {
      sizeBytes = null;
      continue;
    }
    for (const [index, column] of scan.columns.entries()) {
      const isRead = names === undefined || names.has(column.name.toLowerCase());
      if (isRead) sizeBytes += columnBytes[index] ?? 0;
    }
  }
  return hasTables ? { rowCount, sizeBytes } : undefined;
}
