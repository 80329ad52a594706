import type { FileEncoding } from "./csv-options.ts";

/** What an engine found out about a CSV file; as plain data, it travels with the load. */
export interface CsvLayout {
  readonly kind: "csv";
  readonly encoding: FileEncoding;
  readonly dialect: CsvDialect;
  /**
   * Whether the engine's own reader takes the file apart as our tokenizer does, as far as was
   * looked. It is faster, but knows one kind of line end and no way to go on after a bad row.
   */
  readonly isPlain: boolean;
  readonly columns: readonly CsvColumn[];
}

/** How cells and rows are told apart. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** One character, or empty when no cell is quoted. */
  readonly quote: string;
  /** One character: the quote itself where a quote is written twice. */
  readonly escape: string;
  /** Lines that begin with it are passed over. */
  readonly comment: string | undefined;
}

export interface CsvColumn {
  readonly name: string;
  readonly readAs: ReadAs;
}

/** What a column of texts is taken for. */
export type ReadAs =
  /** Nothing: a column without any value, which may as well be anything. */
  | { readonly as: "nothing" | "text" | "boolean" | "bigint" | "date" | "time" }
  | { readonly as: "timestamp" | "timestamp-ns" | "timestamptz" }
  /** Every value without idle zeros, or with the same number of places. */
  | { readonly as: "double"; readonly places: number | undefined }
  | { readonly as: "decimal"; readonly places: number | undefined; readonly scale: number }
  /** In the form that the caller named. */
  | { readonly as: "formatted-date" | "formatted-timestamp" };
