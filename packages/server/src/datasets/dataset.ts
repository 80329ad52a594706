import type { ColumnDefinition } from "@hotdata/contract";
import type { ResultColumn, SourceFormat } from "../engine/engine.ts";

/** A table of a workspace that belongs to no database: `datasets.<schema>.<table>` in SQL. */
export interface Dataset {
  readonly id: string;
  readonly workspaceId: string;
  readonly label: string;
  /** `main`, or the sandbox that it is in. */
  readonly schema: string;
  readonly table: string;
  readonly origin: DatasetOrigin;
  readonly latestVersion: number;
  /** The version that SQL reads; the latest when undefined. */
  readonly pinnedVersion: number | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The rows of a dataset at one time; they never change. */
export interface DatasetVersion extends DatasetRows {
  readonly id: string;
  readonly datasetId: string;
  readonly version: number;
  readonly sourceType: DatasetOrigin["type"];
  readonly createdAt: string;
}

/** Rows in a version's file, whose columns are called `c0`, `c1`, … in the order of `columns`. */
export interface DatasetRows {
  /** True names and types. */
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly sizeBytes: number;
}

/** What is remembered of a dataset's source: enough to read it again, where that can be. */
export type DatasetOrigin =
  | { readonly type: "upload" }
  | { readonly type: "inline" }
  | UrlOrigin
  | QueryOrigin;

export interface UrlOrigin extends FileReading {
  readonly type: "url";
  readonly url: string;
}

/** How a file is to be read, as far as the request said. */
export interface FileReading {
  readonly format?: SourceFormat | undefined;
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | undefined;
}

export interface QueryOrigin {
  readonly type: "sql_query" | "saved_query";
  readonly savedQueryId: string;
  /** Whichever is the newest when undefined. */
  readonly version?: number | undefined;
  /** The database that the statement reads; the whole workspace when undefined. */
  readonly databaseId?: string | undefined;
}
