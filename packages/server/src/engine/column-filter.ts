/**
 * A condition on one top-level column, found in a statement: rows (and whole files) that do not meet
 * it may be left out. All but `null` are never true for NULL. Names match columns in any case.
 */
export type ColumnFilter =
  | { readonly column: string; readonly op: "null" | "not null" }
  /** Equal to one of the values; to none of them, and not NULL. */
  | {
      readonly column: string;
      readonly op: "in" | "not in";
      readonly values: readonly FilterValue[];
    }
  | { readonly column: string; readonly op: "<" | "<=" | ">" | ">="; readonly value: FilterValue }
  /** A text that begins with the value, byte for byte. */
  | { readonly column: string; readonly op: "prefix"; readonly value: FilterValue };

/** What a filter compares its column with; empty where that is NULL. */
export function filterValues(filter: ColumnFilter): readonly FilterValue[] {
  if ("values" in filter) return filter.values;
  return "value" in filter ? [filter.value] : [];
}

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
 * What is needed of a table: rows that meet every filter of at least one of the lists, one list
 * or several for each place where the statement names the table.
 */
export type TableNeeds = readonly (readonly ColumnFilter[])[];
