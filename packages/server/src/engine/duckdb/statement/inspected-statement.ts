import type { TableReference } from "../../engine.ts";

/** One statement that passed every check, or would be harmless once its tables are resolved. */
export interface InspectedStatement {
  /** `show-tables` is not for DuckDB: the caller answers it from its own catalog. */
  readonly kind: "select" | "explain" | "explain-analyze" | "show-tables";
  /**
   * What to hand to DuckDB, equal in meaning to what was checked: no comments, no trailing
   * semicolon. A `select` may stand in a sub-select.
   */
  readonly sqlText: string;
  /** Every table named, once each, as spelled; names bound by a CTE are left out. */
  readonly tables: readonly TableReference[];
  /**
   * For each item of the top-level select list: is it an explicit cast to HUGEINT? Undefined when
   * items and result columns need not correspond (stars, set operations, unnested structs).
   */
  readonly hugeintCasts: readonly boolean[] | undefined;
  /** Turns a UTF-16 offset in `sqlText` into one in the submitted text. */
  toSubmittedPosition(position: number): number;
}
