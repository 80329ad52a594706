import type { ColumnType } from "@hotdata/contract/types";
import type { TableScan, WriteColumn, WrittenFile } from "./engine.ts";
import type { WriteLayout } from "./write-layout.ts";

/** What a load does with the rows that have the keys of its own rows. */
export type KeyedMode = "upsert" | "update" | "delete";

/** A column that names rows, in the type in which both sides are compared. */
export interface KeyColumn {
  /** As the table spells it; the written rows of the load have the same name. */
  readonly name: string;
  readonly type: ColumnType;
}

export interface KeyedChangeRequest {
  readonly mode: KeyedMode;
  /** The load's rows, in their order: of several with one key the last counts. */
  readonly incoming: readonly WrittenFile[];
  readonly key: readonly KeyColumn[];
  /**
   * The columns of the rows to write. Without a source column, a row keeps the value it has
   * (`update`). Unused by `delete`.
   */
  readonly columns: readonly WriteColumn[];
  /** Everything of the table that may have one of the keys. */
  readonly rows: CandidateRows;
  /** Absolute path of an existing folder; the engine chooses names that occur nowhere else. */
  readonly targetDir: string;
  readonly layout?: WriteLayout;
}

/** The part of a table in which a load's keys can be. */
export interface CandidateRows {
  readonly scan: TableScan;
  /** Facts about the scan's data files, by path. */
  readonly files: Readonly<Record<string, CandidateFile>>;
  /** Ids of the rows kept in the catalog, in the scan's order. */
  readonly inlinedRowIds: readonly number[];
}

export interface CandidateFile {
  readonly id: number;
  /** Rows that no deletion has taken yet. */
  readonly liveRowCount: number;
}

export interface KeyedChange {
  /** Rows to add: new ones, and changed ones in place of those that go. */
  readonly files: readonly WrittenFile[];
  readonly deletions: readonly FileDeletion[];
  /** Rows kept in the catalog that go. */
  readonly inlinedRowIds: readonly number[];
}

/** Rows that go out of one data file. */
export interface FileDeletion {
  readonly dataFileId: number;
  /** Positions of all rows deleted so far; absent when no row is left. */
  readonly deleteFile?: WrittenDeleteFile;
}

export interface WrittenDeleteFile {
  /** Absolute path. */
  readonly path: string;
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly footerSizeBytes: number;
}
