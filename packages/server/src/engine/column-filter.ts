/**
 * A condition on one top-level column, found in a statement, that is never true for NULL: rows (and
 * whole files) that do not meet it may be left out. Names match columns in any case.
 */
export type ColumnFilter =
  | { readonly column: string; readonly op: "in"; readonly values: readonly FilterValue[] }
  | { readonly column: string; readonly op: "<" | "<=" | ">" | ">="; readonly value: FilterValue };

/** A constant as the statement spells it, which says more than the type it will be cast to. */
export interface FilterValue {
  readonly kind:
    | "integer"
    | "decimal"
    | "double"
    | "boolean"
    | "text"
    | "date"
    | "timestamp"
    | "timestamptz"
    /** Not known yet: `text` is the parameter's name. */
    | "parameter";
  readonly text: string;
}

/**
 * What is needed of a table: rows that meet every filter of at least one of the lists, one list for
 * each place where the statement names the table.
 */
export type TableNeeds = readonly (readonly ColumnFilter[])[];
