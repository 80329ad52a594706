import type { Metric } from "../search-index.ts";
import { splitLists } from "./split-lists.ts";
import type { IrregularVectors, VectorSegment } from "./vector-segment.ts";
import type { VectorSpool } from "./vector-spool.ts";
import { startsOf } from "./write-segment.ts";

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
  const { sizes } = splitLists(new Uint32Array(rows.length), 1, dimensions);
  const lists: Float32Array[] = [];
  for await (const batch of spool?.batches(sizes[0] ?? 1) ?? []) lists.push(batch.vectors);
  return {
    metric,
    dimensions,
    rows,
    irregular,
    rowCount: rows.length + irregular.rows.length,
    sizeBytes: 0,
    heldBytes: (rows.length + irregular.rows.length) * (dimensions + 1) * 4,
    listStarts: startsOf(sizes),
    clusters: undefined,
    coding: undefined,
    vectors: (list) => lists[list] ?? new Float32Array(),
    codes: () => new Int8Array(),
    readVector: (position, into) => {
      const perList = sizes[0] ?? 1;
      const start = (position % perList) * dimensions;
      const list = lists[Math.floor(position / perList)];
      into.set(list?.subarray(start, start + dimensions) ?? []);
    },
    close: async () => {},
  };
}
