import type { IdentifiedColumn, TableScan } from "./engine.ts";
import type { WriteLayout } from "./write-layout.ts";

/** Files of a table that are to be written as fewer ones. */
export interface CompactRequest {
  /** The rows to write, part after part. */
  readonly scan: TableScan;
  /** The scan's columns, with their ids. */
  readonly columns: readonly IdentifiedColumn[];
  /** Absolute path of an existing folder; the engine chooses names that occur nowhere else. */
  readonly targetDir: string;
  /** How to spread and order the rows; one file in the scan's order when absent. */
  readonly layout?: WriteLayout;
}
