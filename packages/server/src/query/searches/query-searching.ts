import type { IndexLookup, TableIndex } from "../../indexes/table-index.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { Search } from "../../search/search.ts";

/** What queries search with. */
export interface QuerySearching {
  readonly search: Pick<Search, "find" | "embed">;
  readonly indexes: Pick<IndexLookup, "listOf">;
  /** @throws {ApiError} when what makes its vectors cannot be used. */
  openIndex(index: TableIndex): Promise<SearchIndex>;
}
