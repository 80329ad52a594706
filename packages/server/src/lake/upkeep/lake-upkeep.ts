import type { IdentifiedColumn, TableScan, WrittenFile } from "../../engine/engine.ts";
import type { TableLayout } from "../../engine/write-layout.ts";
import type { LakeTableName } from "../lake.ts";
import type { LakeHold } from "../lake-holds.ts";

/** The part of a lake that keeps its databases small and tidy. */
export interface LakeUpkeep {
  /** Keeps the database's files until it is released; taken before tables are resolved. */
  hold(databaseId: string): LakeHold;
  /** Calls the listener after every change to a database's tables made here. */
  onChanged(listener: (databaseId: string) => void): void;
  /** Kept snapshots, the newest first. */
  listSnapshots(databaseId: string, page: SnapshotPage): Promise<readonly LakeSnapshot[]>;
  /**
   * Forgets snapshots that were no longer the newest at the cutoff, and with them the rows of the
   * catalog and the files that no other snapshot has. The newest snapshot always stays.
   */
  expireSnapshots(databaseId: string, cutoff: Date): Promise<ExpiryOutcome>;
  /**
   * Removes files that no snapshot has and nobody reads any more: those scheduled for deletion, and
   * those that the catalog never knew. Files stay for the grace period, since other programs may
   * still read them; and while somebody holds the database, until a later call.
   */
  removeUnneededFiles(databaseId: string, graceMs: number): Promise<RemovalOutcome>;
  /** Finds files of one table that should become one; undefined when there are none. */
  planCompaction(databaseId: string, rules: CompactionRules): Promise<CompactionPlan | undefined>;
  /** All files of a table, to be written anew as the table is laid out; undefined without any. */
  planRewrite(databaseId: string, table: LakeTableName): Promise<CompactionPlan | undefined>;
  /**
   * Puts the written files in the place of the planned ones, in one transaction. False, and nothing
   * is changed, when one of these was changed or ended meanwhile.
   */
  commitCompaction(plan: CompactionPlan, files: readonly WrittenFile[]): Promise<boolean>;
}

export interface SnapshotPage {
  /** Only snapshots with smaller ids; all when undefined. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface LakeSnapshot {
  readonly id: number;
  readonly createdAt: Date;
  readonly changes: readonly SnapshotChange[];
  /** Rows of the table after the load, when the snapshot is one of ours. */
  readonly load: { readonly loadId: string; readonly rowCount: number } | undefined;
  /** Rows and files that the snapshot added, and files that it took out of the tables. */
  readonly addedRows: number;
  readonly addedFiles: number;
  readonly endedFiles: number;
}

export interface SnapshotChange {
  /** As the DuckLake format names it: `inserted_into_table`, `dropped_table`, … */
  readonly kind: string;
  readonly schema: string | undefined;
  readonly table: string | undefined;
}

export interface ExpiryOutcome {
  readonly expired: number;
  /** When the oldest kept snapshot ceased to be the newest; undefined when it still is. */
  readonly oldestEndedAt: Date | undefined;
}

export interface RemovalOutcome {
  readonly removedFiles: number;
  /** Files that wait for their grace period or for a reader. */
  readonly waitingFiles: number;
  /** When the first of them may go; undefined without any. A reader may take longer. */
  readonly nextAt: Date | undefined;
}

export interface CompactionRules {
  /** How many small files of a table become one. */
  readonly minFiles: number;
  /** Files do not grow beyond this size by compaction. */
  readonly targetFileBytes: number;
}

export interface CompactionPlan extends LakeTableName {
  readonly databaseId: string;
  /** The files' rows, in order. */
  readonly scan: TableScan;
  readonly columns: readonly IdentifiedColumn[];
  readonly layout: TableLayout;
  /** Where to write: a folder for this plan alone, on the same file system as the table's. */
  readonly stagingDir: string;
  readonly rowCount: number;
  readonly fileCount: number;
  /** Bytes of the files. */
  readonly sizeBytes: number;
  /** What the plan was made against; opaque to callers. */
  readonly basis: string;
}
