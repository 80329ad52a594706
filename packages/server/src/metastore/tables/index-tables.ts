import type { Generated } from "kysely";

export interface TableIndexesTable {
  /** Order of creation. */
  readonly seq: Generated<number>;
  readonly id: string;
  readonly workspace_id: string;
  /** Null for an index of a dataset, like schema and table. */
  readonly database_id: string | null;
  /** In lower case, like the table's name. */
  schema_name: string | null;
  table_name: string | null;
  readonly dataset_id: string | null;
  readonly name: string;
  readonly type: "sorted" | "bm25" | "vector";
  /** JSON. */
  columns_json: string;
  readonly metric: "l2" | "cosine" | "dot" | null;
  /** JSON; null unless it is a bm25 index. */
  readonly analysis_json: string | null;
  /** JSON; null unless a provider makes its vectors. */
  embedded_json: string | null;
  readonly description: string | null;
  status: "ready" | "pending";
  /** The job that builds it, or has built it. */
  readonly job_id: string | null;
  /** What was found when it was last brought up to date; null before. */
  row_count: number | null;
  unmerged_row_count: number | null;
  size_bytes: number | null;
  dimensions: number | null;
  readonly created_at: string;
  updated_at: string;
}

export interface RemovedIndexesTable {
  readonly id: string;
  readonly workspace_id: string;
  readonly database_id: string | null;
}

export interface IndexTables {
  table_indexes: TableIndexesTable;
  removed_indexes: RemovedIndexesTable;
}
