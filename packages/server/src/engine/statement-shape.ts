/** What a statement mainly does; where several apply, the first in this order. */
export type StatementCategory =
  | "join"
  | "aggregation"
  | "point_lookup"
  | "filtered_scan"
  | "projection"
  | "full_scan";

/** What a statement consists of, as far as its text tells; parts of sub-queries count too. */
export interface StatementShape {
  readonly category: StatementCategory;
  /** Distinct tables that it names. */
  readonly tableCount: number;
  readonly hasPredicate: boolean;
  readonly hasJoin: boolean;
  readonly hasAggregation: boolean;
  readonly hasGroupBy: boolean;
  readonly hasOrderBy: boolean;
  readonly hasLimit: boolean;
}
