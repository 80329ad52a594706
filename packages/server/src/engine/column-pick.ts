/** An item of a select list that is a column as it is, or all columns in their order. */
export type ColumnPick =
  | { readonly kind: "all" }
  /** Names match columns in any case. Without an alias, the result's column has the column's own name. */
  | { readonly kind: "column"; readonly column: string; readonly alias?: string };
