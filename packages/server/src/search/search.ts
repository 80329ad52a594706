import type { TableScan } from "../engine/engine.ts";
import type { Embedding, SearchIndex } from "./search-index.ts";

/**
 * Finds rows of tables by their text or by the nearness of vectors. An index has one segment for
 * each data file, which never changes: what a search finds is right for the very snapshot it names.
 *
 * Every call takes an `AbortSignal` and rejects with its reason when it fires. What users can mend
 * rejects with `SqlError`; a lost search process with `EngineLostError`.
 */
export interface Search {
  /** Makes the segments that an index lacks for a snapshot; a search does that by itself. */
  prepare(indexed: IndexedScan, signal: AbortSignal): Promise<IndexState>;
  /** Rows that match, of exactly the given snapshot. */
  find(request: FindRequest, signal: AbortSignal): Promise<SearchHits>;
  /** Turns texts into vectors, in order. */
  embed(
    embedding: Embedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>;
  /** Forgets an index that was deleted and removes its folder. */
  remove(index: Pick<SearchIndex, "id" | "folder">): Promise<void>;
  close(): Promise<void>;
}

/** An index, and the snapshot of its table that it is used for. */
export interface IndexedScan {
  readonly index: SearchIndex;
  /** The indexed column alone. */
  readonly scan: TableScan;
}

export interface FindRequest extends IndexedScan {
  readonly query: TextQuery | VectorQuery;
  /** Hits wanted at most, the best ones; every row that matches when undefined (text only). */
  readonly limit: number | undefined;
}

/** Words, of which one has to occur; `"phrases"`, `prefix*`, `fuzzy~`, `+required` and `-excluded`. */
export interface TextQuery {
  readonly kind: "text";
  readonly text: string;
}

export interface VectorQuery {
  readonly kind: "vector";
  readonly vector: Float32Array;
  /** Whether every vector is compared; otherwise the nearest lists are, where there are many. */
  readonly isExact?: boolean;
}

/** Hits by the part of the scan that they are in. */
export interface SearchHits {
  readonly files: readonly FileHits[];
}

export interface FileHits {
  /** Path of a data file of the scan; of rows kept in the catalog, see `inlinePath`. */
  readonly path: string;
  /** Positions in the file, from 0, ascending. */
  readonly rows: Uint32Array;
  /** BM25 score, larger is better; or distance, smaller is nearer; as many as `rows`. */
  readonly scores: Float32Array;
}

/** What stands for the path of a scan's inline part; `rows` are then positions in that part. */
export function inlinePath(partIndex: number): string {
  return `inline:${partIndex}`;
}

export interface IndexState {
  /** Rows of the snapshot that have a value to search. */
  readonly rowCount: number;
  /** Rows among them in segments too small to be kept on disk, which every search looks through. */
  readonly unmergedRowCount: number;
  readonly segmentCount: number;
  /** Bytes of the index's files. */
  readonly sizeBytes: number;
  /** Length of the vectors; null for text, and where there are none. */
  readonly dimensions: number | null;
}
