import type { ColumnDefinition, CsvOptions } from "../generated/models.ts";
import type { UploadOptions, UploadProgress } from "./upload-options.ts";

/** Rows to load: objects whose properties are the columns. */
export type Rows = Iterable<object> | AsyncIterable<object>;

/** How far a load has come. */
export interface LoadProgress extends UploadProgress {
  /** First the bytes go to the server, then the server loads them. */
  readonly phase: "uploading" | "loading";
  /** Job id, once the load goes on in the background. */
  readonly jobId?: string | undefined;
}

/** Options of {@link Database.load}: those of the upload, and what a load takes. */
export interface LoadOptions extends Omit<UploadOptions, "onProgress"> {
  /**
   * What happens to the rows that are there: `replace` (default) and `append`; by key `upsert`,
   * `update` and `delete`.
   */
  readonly mode?: "replace" | "append" | "upsert" | "update" | "delete" | undefined;
  /** Schema of the table, when its name has none before a dot. Default: the database's own. */
  readonly schema?: string | undefined;
  /** Format of the source. Default: found from its content type or its bytes. */
  readonly format?: "csv" | "json" | "parquet" | undefined;
  /** Columns that match rows in a load by key. Default: the table's declared key. */
  readonly key?: readonly string[] | undefined;
  /** How the CSV is written. Default: found out. */
  readonly csv?: CsvOptions | undefined;
  /** Types of some columns of a CSV, by name; the same as `csv.types`. Default: found out. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | undefined;
  /** `reject` leaves rows out that cannot be read, and reports them; default `fail`. */
  readonly onError?: "fail" | "reject" | undefined;
  /** Told as the upload goes on, and when the server begins to load. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}
