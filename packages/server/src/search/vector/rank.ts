import type { RowSet } from "../row-set.ts";
import type { Metric } from "../search-index.ts";
import type { Candidate } from "./candidates.ts";
import { distance } from "./distances.ts";
import type { Slices } from "./slices.ts";
import type { VectorSegment } from "./vector-segment.ts";

export interface VectorHits {
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

export interface Ranking {
  readonly segments: readonly {
    readonly segment: VectorSegment;
    readonly deleted: RowSet | undefined;
  }[];
  readonly query: Float32Array;
  readonly metric: Metric;
  readonly limit: number;
  /** Every vector when undefined. */
  readonly candidates: readonly Candidate[] | undefined;
}

interface Ranked {
  readonly segment: number;
  readonly row: number;
  readonly score: number;
}

/** The best of the candidates, and of the vectors that are none because they are irregular. */
export async function rank(ranking: Ranking, slices: Slices): Promise<readonly VectorHits[]> {
  const { segments, limit } = ranking;
  const ranked: Ranked[] = [];
  for (const { segment, position } of ranking.candidates ?? allPositions(ranking)) {
    const searched = segments[segment];
    if (searched === undefined) continue;
    const row = searched.segment.rows[position] ?? 0;
    if (ranking.candidates === undefined && searched.deleted?.has(row) === true) continue;
    ranked.push({ segment, row, score: exactScore(ranking, searched.segment, position) });
    if (slices.isOver) await slices.pause();
  }
  for (const irregular of irregularOnes(ranking)) ranked.push(irregular);
  ranked.sort(compareRanked);
  return hitsOf(ranked.slice(0, limit), segments.length);
}

function* allPositions({ segments }: Ranking): Generator<Candidate> {
  for (const [segment, searched] of segments.entries()) {
    for (const position of searched.segment.rows.keys()) yield { segment, position };
  }
}

function exactScore(ranking: Ranking, segment: VectorSegment, position: number): number {
  const vector = new Float32Array(segment.dimensions);
  segment.readVector(position, vector);
  return distance(ranking.metric, vector, ranking.query);
}

function irregularOnes({ segments, query, metric }: Ranking): Ranked[] {
  return segments.flatMap(({ segment, deleted }, index) => {
    const { rows, vectors } = segment.irregular;
    return Array.from(rows, (row, at) => {
      const start = at * segment.dimensions;
      const vector = vectors.subarray(start, start + segment.dimensions);
      return { segment: index, row, score: distance(metric, vector, query) };
    }).filter(({ row }) => deleted?.has(row) !== true);
  });
}

function compareRanked(a: Ranked, b: Ranked): number {
  if (Number.isNaN(a.score) !== Number.isNaN(b.score)) return Number.isNaN(a.score) ? 1 : -1;
  if (a.score !== b.score && !Number.isNaN(a.score)) return a.score < b.score ? -1 : 1;
  return a.segment - b.segment || a.row - b.row;
}

function hitsOf(ranked: readonly Ranked[], segmentCount: number): VectorHits[] {
  const bySegment: Ranked[][] = Array.from({ length: segmentCount }, () => []);
  for (const one of ranked) bySegment[one.segment]?.push(one);
  return bySegment.map((found) => {
    const ascending = found.toSorted((a, b) => a.row - b.row);
    return {
      rows: Uint32Array.from(ascending, ({ row }) => row),
      scores: Float32Array.from(ascending, ({ score }) => score),
    };
  });
}
