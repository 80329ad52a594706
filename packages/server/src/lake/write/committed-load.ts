/** What a snapshot says of the load that made it. */
export interface LoadRecord {
  readonly load_id: string;
  readonly table_id: number;
  readonly row_count: number;
}

/** What the catalog knows of a load. */
export interface CommittedLoad {
  readonly snapshotId: number;
  readonly tableId: number;
  /** Rows of the table after the load. */
  readonly rowCount: number;
}

/** Undefined for text that is not ours. */
export function parseLoadRecord(text: string): LoadRecord | undefined {
  if (!text.startsWith('{"load_id":')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isLoadRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLoadRecord(value: unknown): value is LoadRecord {
  if (typeof value !== "object" || value === null) return false;
  if (!("load_id" in value && "table_id" in value && "row_count" in value)) return false;
  const numbers = [value.table_id, value.row_count];
  return typeof value.load_id === "string" && numbers.every(Number.isSafeInteger);
}
