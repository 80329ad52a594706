import type { ColumnProfileDetail } from "@hotdata/contract";
import type { TableScan } from "./engine.ts";

export interface ProfileRequest {
  /** Who asks for it, see `ExecuteRequest`. */
  readonly workspaceId: string;
  /** Whether it stands back behind others for the processor. */
  readonly isLow: boolean;
  /** Which warm engine session to use: the managed database that the table is in. */
  readonly databaseId: string;
  readonly scan: TableScan;
  /** Disk space for what does not fit into memory; the engine's own limit when absent. */
  readonly maxSpillBytes?: number;
}

/** What is in a table, column by column. */
export interface TableProfile {
  readonly rowCount: number;
  /** In the scan's order. */
  readonly columns: readonly ColumnProfile[];
}

export interface ColumnProfile {
  readonly nullCount: number;
  /** Distinct values without NULL; an estimate when there are thousands. */
  readonly cardinality: number;
  /** Null when every value is NULL, and for types that have no summary. */
  readonly detail: ColumnProfileDetail | null;
}
