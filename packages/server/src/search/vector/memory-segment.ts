import type { Metric } from "../search-index.ts";
import { listLimit } from "./split-lists.ts";
import type { IrregularVectors, VectorSegment } from "./vector-segment.ts";
import type { VectorSpool } from "./vector-spool.ts";

export interface HeldContent {
  readonly metric: Metric;
  readonly dimensions: number;
  readonly spool: VectorSpool | undefined;
  readonly rows: Uint32Array;
  readonly irregular: IrregularVectors;
}

/** A segment that is held in memory whole: of a data file with few rows. */
export async function holdSegment(content: HeldContent): Promise<VectorSegment> {
  const { metric, dimensions, spool, rows, irregular } = content;
  const lists: Float32Array[] = [];
  const starts = [0];
  for await (const batch of spool?.batches(listLimit(dimensions)) ?? []) {
    lists.push(batch.vectors);
    starts.push(batch.first + batch.count);
  }
  return {
    metric,
    dimensions,
    rows,
    irregular,
    rowCount: rows.length + irregular.rows.length,
    sizeBytes: 0,
    heldBytes: (rows.length + irregular.rows.length) * (dimensions + 1) * 4,
    listStarts: Uint32Array.from(starts),
    clusters: undefined,
    coding: undefined,
    vectors: (list) => lists[list] ?? new Float32Array(),
    codes: () => new Int8Array(),
    readVector: (position, into) => {
      const list = starts.findLastIndex((start) => start <= position);
      const first = (position - (starts[list] ?? 0)) * dimensions;
      into.set(lists[list]?.subarray(first, first + dimensions) ?? []);
    },
    close: async () => {},
  };
}
