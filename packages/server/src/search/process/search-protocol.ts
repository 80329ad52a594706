import type { DuckDbSettings } from "../../engine/duckdb/duckdb-settings.ts";
import type { OwnCalls } from "../../engine/pool/called-process.ts";
import type { Embedding, SearchIndex } from "../search-index.ts";
import type { FindRequest, IndexedScan, IndexState, SearchHits } from "../search.ts";

export interface SearchProcessSettings {
  /** Of the instance that reads columns. */
  readonly duckdb: DuckDbSettings;
  /** Bytes of opened segments that are kept. */
  readonly cacheBytes: number;
}

/** What the API process asks of the search process. */
export interface SearchCalls extends OwnCalls {
  open: { readonly input: SearchProcessSettings; readonly output: null };
  prepare: { readonly input: IndexedScan; readonly output: IndexState };
  find: { readonly input: FindRequest; readonly output: SearchHits };
  embed: {
    readonly input: { readonly embedding: Embedding; readonly texts: readonly string[] };
    readonly output: readonly Float32Array[];
  };
  remove: { readonly input: RemovedIndex; readonly output: null };
}

export type RemovedIndex = Pick<SearchIndex, "id" | "folder">;
