import type { RowSet } from "../row-set.ts";
import type { Metric } from "../search-index.ts";
import { Candidates } from "./candidates.ts";
import { isRegular } from "./distances.ts";
import { rank, type VectorHits } from "./rank.ts";
import { scanSegment } from "./scan-segment.ts";
import { SegmentQuery } from "./segment-query.ts";
import { Slices } from "./slices.ts";
import type { VectorSegment } from "./vector-segment.ts";

export type { VectorHits } from "./rank.ts";

export interface SearchedSegment {
  readonly segment: VectorSegment;
  /** Rows that are no longer there. */
  readonly deleted: RowSet | undefined;
}

export interface VectorSearch {
  readonly segments: readonly SearchedSegment[];
  readonly query: Float32Array;
  /** As the segments were built for. */
  readonly metric: Metric;
  /** Hits wanted, in all segments together. */
  readonly limit: number;
  /** Whether nothing may be missed; otherwise a few per cent of the nearest may be. */
  readonly isExact: boolean;
  readonly signal?: AbortSignal;
}

/** Spare candidates, among which the exact distance decides. */
const SPARE = 64;
const EXACT_SPARE = 16;
const MAX_SPARE = 1024;

/**
 * The nearest vectors of all segments together: squared Euclidean distance, 1 - cosine, or the
 * negative product. As many as there are, at most `limit`; equal ones by segment and row, but which
 * of many equal ones at the end of the limit are found is not said. Rows whose distance is no number (a cosine with a vector of zeros) come last, with NaN.
 * The query has to be of the segments' length: see `VectorSegment.dimensions`.
 *
 * @returns hits of each segment, rows ascending.
 */
export async function searchVectors(search: VectorSearch): Promise<readonly VectorHits[]> {
  const { segments, metric, limit, isExact } = search;
  const searched = segments.map(({ segment }) => segment);
  if (searched.some((segment) => segment.metric !== metric)) {
    throw new Error(`a segment is not built for ${metric}`);
  }
  // The kernel ignores where in its buffer a vector begins.
  const query = search.query.slice();
  const available = searched.reduce((sum, segment) => sum + segment.rowCount, 0);
  const wanted = Math.min(limit, available);
  if (wanted === 0) return searched.map(() => noHits());
  const slices = new Slices(search.signal);
  if (!isRegular(metric, query)) {
    return rank({ segments, query, metric, limit: wanted, candidates: undefined }, slices);
  }
  const spare = isExact ? EXACT_SPARE : SPARE + Math.min(MAX_SPARE, wanted);
  const candidates = new Candidates(wanted, spare);
  const segmentQuery = new SegmentQuery(metric, query);
  for (const [index, { segment, deleted }] of segments.entries()) {
    await scanSegment(
      { segment, deleted, index, query: segmentQuery, candidates, isExact },
      slices,
    );
  }
  return rank({ segments, query, metric, limit: wanted, candidates: candidates.list() }, slices);
}

function noHits(): VectorHits {
  return { rows: new Uint32Array(), scores: new Float32Array() };
}
