import type { Column, ColumnType } from "@hotdata/contract/types";
import type { TableNeeds } from "./column-filter.ts";
import type { ColumnOrder } from "./column-order.ts";
import type { CsvLayout } from "./csv-layout.ts";
import type { CsvOptions } from "./csv-options.ts";
import type { JsonLayout } from "./json-layout.ts";
import type { CompactRequest } from "./compact-request.ts";
import type { FoundDistance, SearchCall, SearchedTable } from "./search-call.ts";
import type { KeyedChange, KeyedChangeRequest } from "./keyed-change.ts";
import type { ColumnPick } from "./column-pick.ts";
import type { StatementAggregate } from "./statement-aggregate.ts";
import type { StatementShape } from "./statement-shape.ts";
import type { StatementProfile } from "./statement-profile.ts";
import type { ProfileRequest, TableProfile } from "./table-profile.ts";
import type { WriteLayout } from "./write-layout.ts";

/**
 * Runs SQL over data files. An engine never looks a table up: the caller resolves every name that
 * {@link Engine.inspect} reports and hands in one scan for each.
 *
 * Every call takes an `AbortSignal`; when it fires, the running statement is interrupted and the
 * call rejects with the signal's reason. User mistakes reject with {@link SqlError}; a lost engine
 * process with {@link EngineLostError}.
 */
export interface Engine {
  /** Parses and checks one statement; refuses everything that is not a permitted read. */
  inspect(request: InspectRequest, signal: AbortSignal): Promise<Statement>;
  /** Says what a statement mainly does; rejects as {@link inspect} does, and for all but SELECTs. */
  classify(sqlText: string, signal: AbortSignal): Promise<StatementShape>;
  /** Runs an inspected statement once and writes its whole result to `resultPath` as Parquet. */
  execute(
    request: ExecuteRequest,
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<ExecuteOutcome>;
  /** Writes a result that was handed over as cells to a file; returns its size in bytes. */
  writeCells(request: CellsRequest, signal: AbortSignal): Promise<number>;
  /** Writes a stored result as text, piece by piece. */
  exportResult(request: ExportRequest, signal: AbortSignal): AsyncIterable<ExportPiece>;
  /** Columns that a source file would be loaded with. */
  inspectSource(source: LoadSource, signal: AbortSignal): Promise<SourceDescription>;
  /** Writes a source's rows as Parquet data files with field ids; none when there are no rows. */
  writeDataFiles(request: WriteRequest, signal: AbortSignal): Promise<readonly WrittenFile[]>;
  /** Writes the rows that a source's reading leaves out, as a stored result. */
  writeRejects(request: RejectsRequest, signal: AbortSignal): Promise<WrittenRejects>;
  /** Writes what a load by key changes: data files with its rows, delete files for older ones. */
  writeKeyedChange(request: KeyedChangeRequest, signal: AbortSignal): Promise<KeyedChange>;
  /** Writes rows of a table's files as new ones, without those that were deleted. */
  compactFiles(request: CompactRequest, signal: AbortSignal): Promise<readonly WrittenFile[]>;
  /** Says what is in a table: ranges, lengths, distinct values. */
  profileTable(request: ProfileRequest, signal: AbortSignal): Promise<TableProfile>;
  /** Forgets what is kept warm for a database (after it was deleted). */
  evict(databaseId: string): Promise<void>;
  close(): Promise<void>;
}

/** Told now and then how far a statement has come, in percent; nothing while that is not known. */
export type OnProgress = (percent: number) => void;

/** How a statement's text is read, and what it means where systems differ. */
export type SqlDialect = "hotsql" | "postgres" | "duckdb" | "snowflake";

export interface InspectRequest {
  /** The query run that it is for. */
  readonly runId?: string | undefined;
  readonly sqlText: string;
  readonly dialect: SqlDialect;
  /** Names of the parameters that are given; those of `?` and `$1` are `1`, `2`, … */
  readonly parameterNames: readonly string[];
}

/** A value that the engine binds to a statement's parameter. */
export interface SqlParameter {
  readonly name: string;
  readonly value: ParameterValue;
}

export type ParameterValue = null | boolean | number | bigint | string | TypedText;

/** A value of any type, written as text that is cast to it; bytes are written as hex digits. */
export interface TypedText {
  readonly type: ColumnType;
  readonly text: string;
}

/** One snapshot of a table: its number, or the one that was newest at a time (ISO 8601, UTC). */
export type TableVersion = { readonly version: number } | { readonly timestamp: string };

/** A table name as written in SQL, unquoted and with its parts told apart. */
export interface TableReference {
  readonly catalog?: string;
  readonly schema?: string;
  readonly table: string;
  /** The snapshot to read; the newest when absent. See `visibleName` for its name in the engine. */
  readonly at?: TableVersion;
  /** Which rows the statement can use; every row when absent. */
  readonly needs?: TableNeeds;
  /**
   * So many rows that meet the needs will do: the sum of the parts. Every row when absent.
   */
  readonly limit?: readonly LimitPart[];
  /** Which rows `limit` means: the first ones in this order. Whichever when absent. */
  readonly order?: readonly ColumnOrder[];
}

/** A number of rows: known, or that of a parameter. */
export type LimitPart = { readonly value: number } | { readonly parameter: string };

export interface Statement {
  readonly kind: "select" | "explain" | "describe";
  /** Every base table that is named, once each; names bound by a CTE are left out. */
  readonly tables: readonly TableReference[];
  /** Lower-case names of all columns it may read; absent when it may read every one. */
  readonly columns?: readonly string[];
  /** Searches to be made before it can run; absent when there are none. */
  readonly searches?: readonly SearchCall[];
  /** Whether it reads rows: not to DESCRIBE, nor to EXPLAIN without ANALYZE. */
  readonly readsRows: boolean;
  /** What it computes of its only table, where that is nothing but plain aggregates. */
  readonly aggregate?: StatementAggregate;
  /**
   * Where it picks columns of its only table's rows and does no more: all of those that meet the table's
   * `needs`, or as many of them as its `limit` says, in whatever order.
   */
  readonly picks?: readonly ColumnPick[];
}

/** What one snapshot of a table consists of, in terms an engine can read. */
export interface TableScan {
  readonly columns: readonly Column[];
  readonly parts: readonly ScanPart[];
  /** How much there is to read; absent where nothing is read from files. */
  readonly extent?: ScanExtent;
}

export interface ScanExtent {
  /** Rows of the data files, deleted ones included. */
  readonly rowCount: number;
  /** Compressed bytes of each column; null when they are not known of every file. */
  readonly columnBytes: readonly number[] | null;
}

export type ScanPart = FileScanPart | InlineScanPart;

/** Data files that share one physical layout. */
export interface FileScanPart {
  readonly kind: "files";
  readonly files: readonly DataFileScan[];
  /** One entry for each table column, in order: where its value comes from in these files. */
  readonly sources: readonly ColumnSource[];
}

export interface DataFileScan {
  /** Absolute path. */
  readonly path: string;
  /** Absolute paths of Parquet delete files (columns `file_path`, `pos`). */
  readonly deleteFiles: readonly string[];
  /** Row positions in the file that are deleted and recorded in the catalog itself. */
  readonly deletedPositions: readonly number[];
  /**
   * Files of vectors of the file's rows (columns `row`, `vector`), which give its columns
   * `embeddedName(0)` and so on; undefined in the place of one that is not made yet.
   */
  readonly embedded?: readonly (string | undefined)[];
  /**
   * Set when the file mixes rows of several snapshots and marks each row with the snapshot that
   * wrote it: only rows up to this snapshot are visible.
   */
  readonly maxRowSnapshot?: number;
  /** The same for delete files: only deletions up to this snapshot count. */
  readonly maxDeleteSnapshot?: number;
}

/** What the vectors of a data file are called as one of its columns. */
export function embeddedName(index: number): string {
  return `hotdata vector ${index}`;
}

export type ColumnSource =
  | { readonly from: "column"; readonly name: string }
  /** The column did not exist when the file was written; `text` is cast to the column's type. */
  | { readonly from: "default"; readonly text: string | null };

/** Rows kept in the catalog itself. `null` is NULL; text is cast to the column's type. */
export interface InlineScanPart {
  readonly kind: "inline";
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A table made visible to a statement under an exact name. */
export interface VisibleTable {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  /** Changes whenever the scan does; lets an engine keep what it prepared. */
  readonly version: string;
  /** What its columns are known by, where rows may change without them; `version` when absent. */
  readonly shape?: string;
  /** Whether no other statement will read this version, so that nothing of it is to be kept. */
  readonly isPassing?: boolean;
  readonly scan: TableScan;
  /** Data files of the whole table, of which the scan may have fewer. */
  readonly fileCount?: number;
}

export interface ExecuteRequest {
  /** Who runs it: statements of different workspaces are kept apart where there is room. */
  readonly workspaceId: string;
  /** Whether it stands back behind others for the processor. */
  readonly isLow: boolean;
  /** The query run that it belongs to, for the log. */
  readonly runId?: string | undefined;
  /** Which warm engine session to use: a managed database's id. */
  readonly databaseId: string;
  /** Databases whose files the statement may read beside those of `databaseId`. */
  readonly readableDatabaseIds: readonly string[];
  /** Workspace whose datasets the statement reads, or in whose folder its result goes. */
  readonly datasetsOf?: string;
  readonly sqlText: string;
  readonly dialect: SqlDialect;
  readonly parameters: readonly SqlParameter[];
  readonly defaultCatalog: string;
  readonly defaultSchema: string;
  readonly tables: readonly VisibleTable[];
  /**
   * What the statement's searches found: all of them, save that each one of kind `nearest` may be
   * left out, which then reads its whole table.
   */
  readonly searches?: readonly SearchedTable[];
  /**
   * Aggregates of parts of what the statement's only table has, to be used instead of it: the columns
   * of the statement's `aggregate`, see `partialName`.
   */
  readonly partial?: TableScan;
  /** What EXPLAIN says beside the plan: a name and a text each. */
  readonly notes?: readonly ExplainNote[];
  /** One for each call of `vector_distance`. */
  readonly distances?: readonly FoundDistance[];
  /** Absolute path of the Parquet file to write. */
  readonly resultPath: string;
  /** Whether a small result may be handed over as `cells` instead. */
  readonly mayAnswerCells?: boolean;
  readonly preview: { readonly maxRows: number; readonly maxBytes: number };
  /** Disk space for what does not fit into memory; the engine's own limit when absent. */
  readonly maxSpillBytes?: number;
  /** Whether to measure each operator, which costs a little. */
  readonly isProfiled?: boolean;
}

export interface ExplainNote {
  readonly name: string;
  readonly text: string;
}

export interface ExecuteOutcome {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly preview: ResultPreview;
  /** The whole of a small result; there is no file at `resultPath` then. */
  readonly cells?: CellTexts;
  /** Why there is no file at `resultPath`; `rowCount` then counts the preview's rows only. */
  readonly notStored?: string;
  /** Present where it was asked for, for a SELECT whose result was stored. */
  readonly profile?: StatementProfile;
}

/**
 * Rows of plain values as JSON text: a list of each row's cells, which are the engine's own text of
 * the value, or null. Cast to the column's type, that text is the value again.
 */
export type CellTexts = string;

export interface CellsRequest {
  readonly columns: readonly ResultColumn[];
  readonly cells: CellTexts;
  /** Absolute path of the Parquet file to write. */
  readonly targetPath: string;
}

export interface ResultColumn extends Column {
  /** Names in the stored file are `c0`, `c1`, …: SQL allows one name twice, Parquet does not. */
  readonly nullable: boolean;
}

export interface ResultPreview {
  /** JSON text of each row, an array each: `[1,"a"]`. */
  readonly rows: readonly string[];
  /** True when the result has more rows than `rows`. */
  readonly truncated: boolean;
}

export type TextFormat = "json" | "csv" | "md";

export interface ExportRequest {
  /** Whether it stands back behind others for the processor. */
  readonly isLow: boolean;
  /** The stored result: a file, or its bytes when it is small. */
  readonly result: { readonly path: string } | { readonly bytes: Uint8Array };
  readonly columns: readonly ResultColumn[];
  /** Rows of the whole result. */
  readonly rowCount: number;
  /** `json` yields the rows only, joined by commas, without the enclosing brackets. */
  readonly format: TextFormat;
  readonly offset: number;
  readonly limit: number | undefined;
}

/**
 * Some text of an export: its bytes (some 256 KiB), or a file of them (some 24 MiB), which stays
 * until the next piece is asked for or the export is left.
 */
export type ExportPiece = Uint8Array | { readonly path: string };

/** `rows` are those of an outside source, as text of known types; see `SourcePiece` of connectors. */
export type SourceFormat = "parquet" | "csv" | "json" | "rows";

export interface LoadSource {
  /** Absolute path. */
  readonly path: string;
  readonly format: SourceFormat;
  readonly compression: "none" | "gzip" | "zstd";
  /** What to call the file in error messages; its path is never shown. */
  readonly label: string;
  /** Types that the reader must use instead of guessing, by column name; text formats only. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** Names for the columns of a Parquet file, in order, in place of those it has. */
  readonly columnNames?: readonly string[];
  /** Guess types from all rows instead of a sample of them; text formats only. */
  readonly fullScan: boolean;
  /** How a CSV file is written; an ordinary one when absent. */
  readonly csv?: CsvOptions;
  /** Leave rows out that cannot be read whole, instead of failing; text formats only. */
  readonly rejectsBadRows?: boolean;
  /** What `inspectSource` found; text formats can be read only with it. */
  readonly layout?: CsvLayout | JsonLayout;
  /** Of `rows`: what they consist of. */
  readonly rows?: RowsLayout;
  /**
   * Columns that the file lacks, and what all its rows have in them: text that is cast to the
   * column's type, or null for NULL.
   */
  readonly constants?: Readonly<Record<string, string | null>>;
}

export interface RowsLayout {
  readonly columns: readonly RowTextColumn[];
  readonly rowCount: number;
  readonly form: RowTextForm | { readonly kind: "columns" };
}

/** Rows one after the other, as CSV. The other form is a Parquet file of the columns in their order. */
export interface RowTextForm {
  readonly kind: "text";
  /** Bytes of the longest row. */
  readonly longestRowBytes: number;
  /** Whether a cell has a line break: such a file is read by one thread. */
  readonly hasLineBreaks: boolean;
}

/** A column of rows, and how a cell becomes its value. */
export interface RowTextColumn extends Column {
  /**
   * `text` is cast to the type; `hex` is bytes as hex digits; `json` is JSON that is cast to it;
   * `value` is a value of the type itself, in files of columns only.
   */
  readonly encoding: "text" | "hex" | "json" | "value";
  /** Set where the source's own type holds nothing that this one does not: no text is looked at for it. */
  readonly isWhole?: true;
}

export interface SourceDescription {
  readonly columns: readonly Column[];
  readonly layout?: CsvLayout | JsonLayout;
}

export interface RejectsRequest {
  /** Inspected text files, with the types that their columns are read with. */
  readonly sources: readonly LoadSource[];
  /** Absolute path of the Parquet file to write. */
  readonly targetPath: string;
}

export interface WrittenRejects {
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly columns: readonly ResultColumn[];
}

/** A column with the ids that the catalog gave to it and to its nested parts. */
export interface IdentifiedColumn extends Column {
  readonly fieldId: number;
  /** Ids of nested parts in catalog order: list element; struct fields; map key and value. */
  readonly children: readonly IdentifiedColumn[];
}

/** A column to write: cast from a source column, or NULL throughout when it has none. */
export interface WriteColumn extends IdentifiedColumn {
  readonly sourceName: string | null;
}

export interface WriteRequest {
  readonly source: LoadSource;
  readonly columns: readonly WriteColumn[];
  /** Absolute path of an existing folder; the engine chooses names that occur nowhere else. */
  readonly targetDir: string;
  /** How to spread and order the rows; one file in the source's order when absent. */
  readonly layout?: WriteLayout;
}

export interface WrittenFile {
  /** Absolute path. */
  readonly path: string;
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly footerSizeBytes: number;
  readonly statistics: readonly ColumnStatistics[];
  /** The value of each partition key, which all rows have in common; null is NULL. */
  readonly partitionValues?: readonly (string | null)[];
}

/** Statistics of one leaf column of a data file, as text in the catalog's encoding. */
export interface ColumnStatistics {
  readonly fieldId: number;
  readonly columnSizeBytes: number;
  readonly valueCount: number;
  readonly nullCount: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly containsNan: boolean | null;
}

/** The statement or the data is at fault: shown to the caller with the engine's own message. */
export class SqlError extends Error {
  override readonly name = "SqlError";
  /** Zero-based character offset into the submitted SQL, when known. */
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.position = position;
  }
}

/** Memory, or the space for what does not fit into it, ran out while the statement ran. */
export class EngineResourceError extends Error {
  override readonly name = "EngineResourceError";
}

/** The disk has no space left for what was to be written. */
export class EngineDiskFullError extends Error {
  override readonly name = "EngineDiskFullError";
}

/** The engine process ended while it worked; the message says why. The caller may try again. */
export class EngineLostError extends Error {
  override readonly name = "EngineLostError";
  /** Whether the call is not suspected to have brought the process down itself. */
  readonly isInnocent: boolean;

  constructor(message: string, isInnocent: boolean) {
    super(message);
    this.isInnocent = isInnocent;
  }
}
