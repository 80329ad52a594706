/** Some rows, column by column. */
export interface RowGroup {
  readonly rowCount: number;
  readonly longestRowBytes: number;
  /** Of all values. */
  readonly sizeBytes: number;
  /** In the order of the file's columns. */
  readonly columns: readonly ColumnValues[];
  /** To be called once nobody looks at the bytes of its values any more: they are written over then. */
  readonly release: () => void;
}

/** What one column has in the rows of a row group. */
export interface ColumnValues {
  /** The values that there are, one after the other as Parquet's PLAIN encoding has them. */
  readonly bytes: Uint8Array;
  readonly nulls: Nulls;
}

export interface Nulls {
  readonly count: number;
  /** One bit for each row, the first row's the lowest, set where it has no value. */
  readonly bits: Uint8Array;
}

/** As many as the engine's own row groups have, so that its threads share a file evenly. */
export const MAX_GROUP_ROWS = 122_880;
