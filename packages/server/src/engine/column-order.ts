/** One key of an order of rows: a top-level column, whose name matches in any case. */
export interface ColumnOrder {
  readonly column: string;
  readonly isDescending: boolean;
  readonly areNullsFirst: boolean;
}
