import type { VectorBatch } from "../../engine/duckdb/columns/read-vectors.ts";
import type { Embedding } from "../search-index.ts";
import type { FileSource, InlineSource } from "./segment-source.ts";

/** An index whose vectors are made of texts. */
export interface EmbeddedIndex {
  readonly id: string;
  readonly folder: string;
  readonly embedding: Embedding;
}

/** Where the vectors of an index come from that has a provider. */
export interface EmbeddedTexts {
  /**
   * Makes the file of vectors of each data file that has none yet: `<segment name>.embedded.parquet`
   * in the index's folder, with the columns `row` and `vector`, rows ascending. Returns their paths,
   * in the order of the sources.
   */
  filesOf(
    sources: readonly FileSource[],
    index: EmbeddedIndex,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** Vectors of rows that are kept in the catalog. */
  ofInline(
    source: InlineSource,
    index: EmbeddedIndex,
    signal: AbortSignal,
  ): AsyncIterable<VectorBatch>;
}
