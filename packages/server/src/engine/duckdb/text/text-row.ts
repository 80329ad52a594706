/** A row of a text file, taken apart. */
export interface TextRow {
  /** Line on which it begins, counted from 1. */
  readonly line: number;
  /** One for each column, unless there is a problem; null for NULL. */
  readonly cells: readonly (string | null)[];
  /** Why it is no row. */
  readonly problem: string | undefined;
  /** Its characters in the file. */
  readonly raw: string;
}
