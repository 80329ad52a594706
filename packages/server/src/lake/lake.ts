import type { Column } from "@hotdata/contract";
import type { IdentifiedColumn, TableScan, WrittenFile } from "../engine/engine.ts";

/**
 * Managed tables of one server: a DuckLake catalog for each database and its immutable data files.
 * Every change is one catalog transaction; a reader keeps the snapshot it resolved.
 */
export interface Lake {
  /** Creates an empty catalog with the given schemas. Durable when it returns. */
  createDatabase(databaseId: string, schemas: readonly string[]): Promise<void>;
  /** Removes a catalog with all its files. No error when it is not there. */
  deleteDatabase(databaseId: string): Promise<void>;
  /** Bytes of the database's files, those of older snapshots too. */
  databaseSize(databaseId: string): Promise<number>;
  createSchema(databaseId: string, schema: string): Promise<void>;
  /** Tables of the newest snapshot, with their columns, sorted by schema and name. */
  listTables(databaseId: string): Promise<readonly LakeTable[]>;
  /**
   * Scans of the named tables, all of one snapshot (the newest when `resolve` is called). A table
   * that is not in the snapshot is absent from the answer.
   */
  resolve(databaseId: string, tables: readonly LakeTableName[]): Promise<ResolvedSnapshot>;
  /** Gives each column of a load its field ids; decides about new and widened columns. */
  planWrite(request: PlanWriteRequest): Promise<WritePlan>;
  /**
   * Publishes written data files in one transaction and returns the table's row count.
   * Rejects with {@link StalePlanError} when the table changed its columns since the plan.
   */
  commitWrite(request: CommitWriteRequest): Promise<CommitWriteOutcome>;
  /** The outcome of a commit made earlier under this load id, to answer a repeated request. */
  findCommit(databaseId: string, loadId: string): Promise<CommitWriteOutcome | undefined>;
  /** Returns false when there is no such table. */
  dropTable(databaseId: string, table: LakeTableName): Promise<boolean>;
  close(): Promise<void>;
}

export interface LakeTableName {
  readonly schema: string;
  readonly table: string;
}

export interface LakeTable extends LakeTableName {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly sizeBytes: number;
  /** Time of the snapshot that last changed the table's rows or columns. */
  readonly lastChangedAt: Date;
}

export interface ResolvedSnapshot {
  readonly snapshotId: number;
  readonly tables: readonly ResolvedTable[];
}

export interface ResolvedTable extends LakeTableName {
  readonly scan: TableScan;
  /** Changes whenever the scan does. */
  readonly version: string;
}

export type WriteMode = "replace" | "append";

export interface PlanWriteRequest extends LakeTableName {
  readonly databaseId: string;
  readonly mode: WriteMode;
  /** The source's columns, in its order. */
  readonly columns: readonly Column[];
}

export interface WritePlan extends LakeTableName {
  readonly databaseId: string;
  readonly mode: WriteMode;
  /** Columns to write into the file: the table's columns after the load, in table order. */
  readonly columns: readonly IdentifiedColumn[];
  /** Where to write: a folder for this plan alone, on the same file system as the table's. */
  readonly stagingDir: string;
  /** What the plan was made against; opaque to callers. */
  readonly basis: string;
}

export interface CommitWriteRequest {
  readonly plan: WritePlan;
  /** Files in the plan's staging folder; none for a load without rows. */
  readonly files: readonly WrittenFile[];
  /** Recorded with the snapshot, so that a repeated load is recognised after a crash. */
  readonly loadId: string;
}

export interface CommitWriteOutcome {
  readonly snapshotId: number;
  /** Rows of the table after the load. */
  readonly rowCount: number;
  readonly columns: readonly Column[];
}

/** A source column cannot become the table's column: narrowing or an unrelated type. */
export class IncompatibleColumnError extends Error {
  override readonly name = "IncompatibleColumnError";
}

/** The table changed between plan and commit; plan and write again. */
export class StalePlanError extends Error {
  override readonly name = "StalePlanError";
}

/** There is no catalog for this database: it was never created, or was deleted. */
export class DatabaseNotFoundError extends Error {
  override readonly name = "DatabaseNotFoundError";
}

/** Another program keeps the database's catalog locked; the call may be repeated. */
export class CatalogBusyError extends Error {
  override readonly name = "CatalogBusyError";
}

/** What another program wrote into the catalog cannot be read; the message says what it is. */
export class UnreadableTableError extends Error {
  override readonly name = "UnreadableTableError";
}
