/**
 * What a statement computes of its only table: aggregates of the rows that meet all the table's
 * needs, in groups. It can be answered from aggregates of parts of each group just as well.
 */
export interface StatementAggregate {
  /** Columns that tell groups apart, as they are written; none where all rows are one group. */
  readonly groups: readonly string[];
  readonly calls: readonly AggregateCall[];
  /** Names that the statement gives to items and uses: a column of such a name would be meant instead. */
  readonly aliases: readonly string[];
}

export type AggregateCall =
  /** Of rows where there is no column. */
  | { readonly function: "count"; readonly column?: string }
  | { readonly function: "sum" | "min" | "max"; readonly column: string };

/** What the rows of such parts call the value of the call with this index, beside the groups' columns. */
export function partialName(index: number): string {
  return `hotdata value ${index}`;
}
