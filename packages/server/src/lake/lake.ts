import type { Alteration } from "./alter/alteration.ts";
import type { Column } from "@hotdata/contract/types";
import type { IdentifiedColumn, TableScan, TableVersion, WrittenFile } from "../engine/engine.ts";
import type { TableNeeds } from "../engine/column-filter.ts";
import type { CandidateRows, FileDeletion, KeyedMode } from "../engine/keyed-change.ts";
import type { TableLayout } from "../engine/write-layout.ts";
import type { LakeUpkeep } from "./upkeep/lake-upkeep.ts";

/**
 * Managed tables of one server: a DuckLake catalog for each database and its immutable data files.
 * Every change is one catalog transaction; a reader keeps the snapshot it resolved.
 */
export interface Lake extends LakeUpkeep {
  /** Creates an empty catalog with the given schemas. Durable when it returns. */
  createDatabase(databaseId: string, schemas: readonly string[]): Promise<void>;
  /**
   * Creates empty databases cheaply: their catalogs are made when they are first needed. Durable.
   * One that is there stays as it is.
   */
  reserveDatabases(databaseIds: readonly string[]): Promise<void>;
  /** Removes catalogs with all their files. No error about those that are not there. */
  deleteDatabases(databaseIds: readonly string[]): Promise<void>;
  /** The first of the databases that has rows. */
  findWithRows(databaseIds: readonly string[]): Promise<string | undefined>;
  /**
   * Creates a database with the tables and snapshots of another as they are now. Data files get a
   * second name and no second copy; each database is whole without the other. Durable when it returns.
   */
  forkDatabase(databaseId: string, forkId: string): Promise<void>;
  /**
   * Changes names, columns or schemas in one transaction; false when there is nothing of that name.
   * Rejects with AlterationRefusedError.
   */
  alter(databaseId: string, alteration: Alteration): Promise<boolean>;
  /** Bytes of the database's files, those of older snapshots too. */
  databaseSize(databaseId: string): Promise<number>;
  createSchema(databaseId: string, schema: string): Promise<void>;
  /** A table of the newest snapshot, by its name in any case. */
  findTable(databaseId: string, table: LakeTableName): Promise<LakeTable | undefined>;
  /** Tables of the newest snapshot, with their columns, sorted by schema and name. */
  listTables(databaseId: string): Promise<readonly LakeTable[]>;
  /**
   * Scans of the named tables, in the order asked for: all of the newest snapshot when `resolve` is
   * called, save those that ask for another. A table that is not in its snapshot is absent.
   * @throws {SnapshotNotFoundError} for a snapshot that never was or is no longer kept.
   */
  resolve(databaseId: string, tables: readonly TableToRead[]): Promise<ResolvedSnapshot>;
  /** Gives each column of a load its field ids; decides about new and widened columns. */
  planWrite(request: PlanWriteRequest): Promise<WritePlan>;
  /**
   * The part of the table in which the keys of `incoming`, the load's rows as planned, can be.
   * Rejects with {@link StalePlanError} when the table's rows changed since the plan.
   */
  findCandidates(plan: WritePlan, incoming: readonly WrittenFile[]): Promise<CandidateRows>;
  /**
   * Publishes written data files in one transaction and returns the table's row count.
   * Rejects with {@link StalePlanError} when the table changed its columns since the plan, for a load
   * by key also when its rows changed. Loads committed at the same time share one transaction.
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

export interface TableToRead extends LakeTableName {
  /** The snapshot to read; the newest when absent. Times are ISO 8601, or as SQL writes them. */
  readonly at?: TableVersion | undefined;
  /** Which rows are needed: data files that hold none of them may be left out of the scan. */
  readonly needs?: TableNeeds | undefined;
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
  /** As asked for. */
  readonly at?: TableVersion | undefined;
  readonly scan: TableScan;
  /** Changes whenever the scan does. */
  readonly version: string;
  /** Data files of the whole table, when some were left out of the scan. */
  readonly fileCount?: number;
}

export type { KeyedMode };
export type WriteMode = "replace" | "append" | KeyedMode;

export interface PlanWriteRequest extends LakeTableName {
  readonly databaseId: string;
  readonly mode: WriteMode;
  /** The source's columns, in its order. */
  readonly columns: readonly Column[];
  /** The columns of further sources. Each source fills the columns it has, by name. */
  readonly otherSources?: readonly (readonly Column[])[];
  /** For a load by key: names of columns that the table and every source have, in any case. */
  readonly key?: readonly string[];
  /** As the table was declared; names match columns in any case. */
  readonly layout?: TableLayout | undefined;
}

export interface WritePlan extends LakeTableName {
  readonly databaseId: string;
  readonly mode: WriteMode;
  /** Columns to write into the file: the table's columns after the load, in table order. */
  readonly columns: readonly IdentifiedColumn[];
  readonly keyed?: KeyedPlan;
  /** How to write, under the columns' own names. */
  readonly layout: TableLayout;
  /** Where to write: a folder for this plan alone, on the same file system as the table's. */
  readonly stagingDir: string;
  /** What the plan was made against; opaque to callers. */
  readonly basis: string;
}

/** How a load by key finds its rows. */
export interface KeyedPlan {
  /** Key columns under the table's names, in the types in which they are compared. */
  readonly key: readonly IdentifiedColumn[];
  /** Columns to write the source's rows with before rows are looked for. */
  readonly incoming: readonly IdentifiedColumn[];
}

export interface CommitWriteRequest {
  readonly plan: WritePlan;
  /** Files in the plan's staging folder; none for a load without rows. */
  readonly files: readonly WrittenFile[];
  /** Rows that a load by key takes out. Their delete files are in the staging folder, too. */
  readonly deletions?: readonly FileDeletion[];
  /** Rows kept in the catalog that it takes out. */
  readonly inlinedRowIds?: readonly number[];
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

/** A snapshot never was, or is no longer kept; the message says which there are. */
export class SnapshotNotFoundError extends Error {
  override readonly name = "SnapshotNotFoundError";
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
