/** A row as it stands in the file. */
export interface CsvRecord {
  /** Line on which it begins, counted from 1. */
  readonly line: number;
  /** Null for an empty cell without quotes. */
  readonly cells: readonly (string | null)[];
  /** Its characters, up to and with the end of its last line. */
  readonly raw: string;
  /** Why it cannot be taken apart. */
  readonly problem: string | undefined;
}
