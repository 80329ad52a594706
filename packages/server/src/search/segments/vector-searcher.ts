import { SqlError } from "../../engine/engine.ts";
import type { Metric } from "../search-index.ts";
import { searchVectors } from "../vector/search-vectors.ts";
import type { VectorSegment } from "../vector/vector-segment.ts";
import type { RowHits, SearchedPart, Searcher, SegmentSearch } from "./searcher.ts";

/** Searches the segments of a vector index. */
export class VectorSearcher implements Searcher<VectorSegment> {
  readonly #metric: Metric;

  constructor(metric: Metric) {
    this.#metric = metric;
  }

  async find(search: SegmentSearch<VectorSegment>): Promise<readonly RowHits[]> {
    const { parts: segments, columnName, query, limit, signal } = search;
    if (query.kind !== "vector" || limit === undefined) {
      throw new Error("an index of vectors finds the nearest few of a vector");
    }
    const { vector, isExact = false } = query;
    const dimensions = this.dimensions(segments, columnName);
    if (dimensions !== null && dimensions !== vector.length) {
      throw new SqlError(
        `the vectors of column '${columnName}' have ${dimensions} numbers, the one to look for has ${vector.length}`,
      );
    }
    return searchVectors({ segments, query: vector, metric: this.#metric, limit, isExact, signal });
  }

  rowCount({ segment, deleted }: SearchedPart<VectorSegment>): number {
    let count = segment.rowCount;
    if (deleted === undefined) return count;
    for (const row of segment.rows) if (deleted.has(row)) count -= 1;
    for (const row of segment.irregular.rows) if (deleted.has(row)) count -= 1;
    return count;
  }

  /** @throws {SqlError} when files of the table have vectors of different lengths */
  dimensions(parts: readonly SearchedPart<VectorSegment>[], columnName: string): number | null {
    const lengths = new Set(parts.map(({ segment }) => segment.dimensions).filter((n) => n > 0));
    const [first = null, other] = lengths;
    if (other === undefined) return first;
    throw new SqlError(
      `column '${columnName}' has vectors of ${first} and of ${other} numbers; all vectors of an indexed column have to be of one length`,
    );
  }
}
