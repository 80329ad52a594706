import type { Metric, TextAnalysis } from "../search/search-index.ts";

/** What an index is of. */
export type IndexOwner =
  | {
      readonly kind: "table";
      readonly databaseId: string;
      readonly schema: string;
      readonly table: string;
    }
  | { readonly kind: "dataset"; readonly datasetId: string };

/** An index as it is recorded. */
export interface TableIndex {
  readonly id: string;
  readonly workspaceId: string;
  readonly owner: IndexOwner;
  readonly name: string;
  readonly type: "sorted" | "bm25" | "vector";
  /** Of an index with a provider, the column of vectors, which the index itself keeps. */
  readonly columns: readonly string[];
  /** Null unless it is a vector index. */
  readonly metric: Metric | null;
  /** Null unless it is a bm25 index. */
  readonly analysis: TextAnalysis | null;
  /** Null unless a provider makes its vectors. */
  readonly embedded: EmbeddedColumn | null;
  /** `pending` until all there was at its creation is indexed. */
  readonly status: "ready" | "pending";
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A text column, and how its vectors are made. */
export interface EmbeddedColumn {
  readonly sourceColumn: string;
  readonly providerId: string;
  /** Asked of the provider; its own when null. */
  readonly dimensions: number | null;
}

/** An index and the table that it is of. */
export interface NamedIndex {
  readonly index: TableIndex;
  readonly schema: string;
  readonly table: string;
}

/** What queries need to know of indexes. */
export interface IndexLookup {
  /** Every index of a table or dataset; names match in any case. */
  listOf(owner: IndexOwner): Promise<readonly TableIndex[]>;
  /** Indexes of all tables of a database, or of all datasets of a workspace when it is undefined. */
  listIn(workspaceId: string, databaseId: string | undefined): Promise<readonly NamedIndex[]>;
  /** Whether a table of the same database, or the dataset, may have an index with a provider. */
  mayBeEmbedded(owner: IndexOwner): Promise<boolean>;
  /** Absolute path of the folder that an index's files are in. */
  folderOf(index: TableIndex): string;
}
