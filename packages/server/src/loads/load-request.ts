import type { ColumnType } from "@hotdata/contract";
import type { SourceFormat } from "../engine/engine.ts";
import type { WriteMode } from "../lake/lake.ts";
import type { FileOptions } from "./parse-file-options.ts";

/** The table that a load changes. */
export interface LoadTarget {
  readonly workspaceId: string;
  readonly databaseId: string;
  readonly connectionId: string;
  readonly schema: string;
  readonly table: string;
}

/** Where the rows of a load come from. */
export type LoadInput = UploadInput | DataInput | ResultInput;

/** Finished uploads; all of them become visible together. */
export interface UploadInput {
  readonly kind: "uploads";
  readonly uploadIds: readonly string[];
  readonly format: SourceFormat | undefined;
  readonly file?: FileOptions;
}

/** Rows that came with the request. */
export interface DataInput {
  readonly kind: "data";
  readonly csvText: string;
  readonly types: Readonly<Record<string, ColumnType>> | undefined;
  readonly file?: FileOptions;
}

/** A stored result: copied, and still there afterwards. */
export interface ResultInput {
  readonly kind: "result";
  readonly resultId: string;
}

export interface LoadRequest {
  readonly target: LoadTarget;
  readonly mode: WriteMode;
  /** Columns that match rows; undefined for the table's own key and for modes that need none. */
  readonly key: readonly string[] | undefined;
  readonly input: LoadInput;
  readonly idempotencyKey: string | undefined;
}
