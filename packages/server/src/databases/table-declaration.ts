import type { TablePartitionKey, TableSortKey } from "@hotdata/contract";

/** What was fixed about a table when it was declared. */
export interface TableDeclaration {
  readonly name: string;
  /** Columns that tell rows apart; undefined when none were declared. */
  readonly key: readonly string[] | undefined;
  readonly partitionBy: readonly TablePartitionKey[];
  readonly sortedBy: readonly TableSortKey[];
}

export interface SchemaDeclaration {
  readonly name: string;
  readonly tables: readonly TableDeclaration[];
}
