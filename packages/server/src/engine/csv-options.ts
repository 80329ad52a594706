export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How a CSV file is written. What is left out is found in the file. */
export interface CsvOptions {
  readonly delimiter?: string;
  /** One character, or empty when no cell is quoted. `"` by default. */
  readonly quote?: string;
  /** What makes a quote inside a quoted cell part of it; the quote itself by default. */
  readonly escape?: string;
  readonly encoding?: FileEncoding;
  /** False when the first row holds values. */
  readonly hasHeader: boolean;
  /** Names of the columns, in order; instead of those of the header. */
  readonly names?: readonly string[];
  /** Texts that mean NULL, besides the empty cell without quotes. */
  readonly nullTexts: readonly string[];
  readonly decimalMark: "." | ",";
  readonly thousandsMark?: string;
  /** Lines that begin with it are passed over. */
  readonly comment?: string;
  /** Lines to pass over before the header. */
  readonly skipLines: number;
  /** Rows that end early get NULL for the cells they lack, instead of being refused. */
  readonly fillMissing: boolean;
  /** Forms of dates and timestamps besides ISO 8601, such as `%d.%m.%Y`. */
  readonly dateFormat?: string;
  readonly timestampFormat?: string;
  /** Read every column without a given type as text. */
  readonly allText: boolean;
}

/** An ordinary CSV file: a header, and everything else to be found in the file. */
export const PLAIN_CSV: CsvOptions = {
  hasHeader: true,
  nullTexts: [],
  decimalMark: ".",
  skipLines: 0,
  fillMissing: false,
  allText: false,
};
