import type { RowSet } from "../row-set.ts";
import type { TextQuery, VectorQuery } from "../search.ts";

/** Hits in one segment. */
export interface RowHits {
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

export interface SearchedPart<Segment> {
  readonly segment: Segment;
  /** Rows that the snapshot does not have. */
  readonly deleted: RowSet | undefined;
}

export interface SegmentSearch<Segment> {
  /** In the order of the scan. */
  readonly parts: readonly SearchedPart<Segment>[];
  readonly columnName: string;
  readonly query: TextQuery | VectorQuery;
  readonly limit: number | undefined;
  readonly signal: AbortSignal;
}

/** What is done with the segments of one index. */
export interface Searcher<Segment> {
  /** @returns the hits in each part */
  find(search: SegmentSearch<Segment>): Promise<readonly RowHits[]>;
  /** Rows that have a value and are not deleted. */
  rowCount(part: SearchedPart<Segment>): number;
  /** Length of the vectors; null for text, and where there are none. */
  dimensions(parts: readonly SearchedPart<Segment>[], columnName: string): number | null;
}
