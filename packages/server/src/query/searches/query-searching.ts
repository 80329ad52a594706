import type { IndexLookup } from "../../indexes/table-index.ts";
import type { Embeddings } from "../../indexes/search-index-of.ts";
import type { Search } from "../../search/search.ts";

/** What queries search with. */
export interface QuerySearching {
  readonly search: Pick<Search, "prepare" | "find" | "embed">;
  readonly indexes: IndexLookup;
  readonly embeddings: Embeddings;
}
