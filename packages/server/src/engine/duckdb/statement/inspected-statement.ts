import type { ColumnPick } from "../../column-pick.ts";
import type { TableReference } from "../../engine.ts";
import type { StatementAggregate } from "../../statement-aggregate.ts";
import type { RelationOf } from "./table-places.ts";
import type { ExactDistance, SearchCall } from "../../search-call.ts";

/** Text that passed every check. */
export interface RunText {
  readonly sqlText: string;
  /** Whether values have to be bound to it: those of searches do not stay in the text. */
  readonly hasParameters: boolean;
  /** Turns a UTF-16 offset in `sqlText` into one in the submitted text; undefined if it is lost. */
  toSubmittedPosition(position: number): number | undefined;
  /** The same with the distances for which names stand in it. */
  withDistances(distances: ReadonlyMap<string, ExactDistance>): RunText;
  /**
   * The same with the rows of tables in the places of their names; undefined where the text needs the
   * name of one of them.
   */
  withRelations(relationOf: RelationOf): RunText | undefined;
}

/** One statement that passed every check, or would be harmless once its tables are resolved. */
export interface InspectedStatement extends RunText {
  /**
   * `describe` and `show-columns` are answered with the columns that `sqlText` would return, and do
   * not run it.
   */
  readonly kind: "select" | "explain" | "explain-analyze" | "describe" | "show-columns";
  /**
   * What to hand to DuckDB, equal in meaning to what was checked: no comments, no trailing
   * semicolon. A `select` may stand in a sub-select.
   */
  readonly sqlText: string;
  /** What is run instead when every search of kind `nearest` has its hits; undefined without any. */
  readonly nearest: RunText | undefined;
  /** What it computes of its only table; undefined where that is more than plain aggregates. */
  readonly aggregate: StatementAggregate | undefined;
  /** What is run instead on partial aggregates; undefined where `aggregate` is. */
  readonly partial: RunText | undefined;
  /** The columns that it picks of its only table's rows; undefined where it does more than that. */
  readonly picks: readonly ColumnPick[] | undefined;
  /** Searches to be made before it runs. */
  readonly searches: readonly SearchCall[];
  /** Every table named, once for each snapshot, as spelled; names bound by a CTE are left out. */
  readonly tables: readonly TableReference[];
  /** Lower-case names of all columns that it may read; undefined: maybe every one. */
  readonly columns: readonly string[] | undefined;
  /** Functions that are called, operators included, in lower case. */
  readonly calls: ReadonlySet<string>;
  /** Names of the parameters that need a value; those of `?` and `$1` are numbers. */
  readonly parameters: readonly string[];
  /**
   * For each item of the top-level select list: is it an explicit cast to HUGEINT? Undefined when
   * items and result columns need not correspond (stars, set operations, unnested structs).
   */
  readonly hugeintCasts: readonly boolean[] | undefined;
  /** Whether it gives a few rows at most, whatever the data. */
  readonly hasFewRows: boolean;
  /** Whether a LIMIT that is written behind it is the only one, and that of the whole. */
  readonly takesLimit: boolean;
}
