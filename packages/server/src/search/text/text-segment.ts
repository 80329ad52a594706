import type { RowSet } from "../row-set.ts";
import type { TextAnalyzer } from "./text-analyzer.ts";

/** Words of one column of one data file: where they are, and how often. Never changes. */
export interface TextSegment {
  /** Rows of the data file, also those without a text. */
  readonly rowCount: number;
  /** Rows that have a text, even an empty one. */
  readonly documentCount: number;
  /** Different terms in all. */
  readonly termCount: number;
  /** Bytes of the segment's file, also when it is only in memory. */
  readonly sizeBytes: number;
  /** Bytes that it takes in memory while it is open. */
  readonly memoryBytes: number;
  /** Closes its file; not to be called while it is searched. */
  close(): Promise<void>;
}

export interface SearchedTextSegment {
  readonly segment: TextSegment;
  /** Rows that are gone, which no hit, count or average heeds. */
  readonly deleted: RowSet | undefined;
}

export interface TextSearch {
  /** All parts of the searched table, in the order of its scan. */
  readonly segments: readonly SearchedTextSegment[];
  readonly query: string;
  /** The analyzer that the segments were built with. */
  readonly analyzer: TextAnalyzer;
  /** The best rows wanted, at most; every row that matches when undefined. */
  readonly limit: number | undefined;
}

/** Hits in one segment. */
export interface TextHits {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** As many as rows; larger is better. */
  readonly scores: Float32Array;
}
