import type { Embedding, SearchIndex } from "../search/search-index.ts";
import type { IndexLookup, TableIndex } from "./table-index.ts";

/** Finds out how the texts of an index become vectors. */
export interface Embeddings {
  /** @throws {ApiError} when the provider is gone or cannot be used. */
  resolve(workspaceId: string, providerId: string, dimensions: number | null): Promise<Embedding>;
}

export interface SearchIndexParts {
  readonly lookup: Pick<IndexLookup, "folderOf">;
  readonly embeddings: Embeddings;
}

/** An index as a search process knows it; undefined for one that is not searched. */
export async function searchIndexOf(
  { lookup, embeddings }: SearchIndexParts,
  index: TableIndex,
): Promise<SearchIndex | undefined> {
  const { id, workspaceId, type, analysis, metric, embedded } = index;
  const base = { id, folder: lookup.folderOf(index) };
  if (type === "bm25" && analysis !== null) return { kind: "bm25", ...base, analysis };
  if (type !== "vector" || metric === null) return undefined;
  if (embedded === null) return { kind: "vector", ...base, metric };
  const { providerId, dimensions } = embedded;
  const embedding = await embeddings.resolve(workspaceId, providerId, dimensions);
  return { kind: "vector", ...base, metric, embedding };
}

/** The column of the table that an index reads: the text, where a provider makes its vectors. */
export function readColumnOf({ columns, embedded }: TableIndex): string {
  return embedded?.sourceColumn ?? columns[0] ?? "";
}
