import type { RowSet } from "../row-set.ts";
import type { Candidates } from "./candidates.ts";
import { ListScanner } from "./list-scanner.ts";
import type { SegmentQuery } from "./segment-query.ts";
import type { Slices } from "./slices.ts";
import type { VectorSegment } from "./vector-segment.ts";

export interface SegmentScan {
  readonly segment: VectorSegment;
  readonly deleted: RowSet | undefined;
  /** Place of the segment among those searched. */
  readonly index: number;
  readonly query: SegmentQuery;
  readonly candidates: Candidates;
  readonly isExact: boolean;
}

/** Offers the vectors of a segment that may be among the best. */
export async function scanSegment(scan: SegmentScan, slices: Slices): Promise<void> {
  const { segment, query, candidates, isExact } = scan;
  const { clusters } = segment;
  const scanList = listScanner(scan);
  if (clusters === undefined) {
    for (let list = 0; list < segment.listStarts.length - 1; list++) {
      await scanList(list);
      if (slices.isOver) await slices.pause();
    }
    return;
  }
  for (const { list, score } of query.promisingLists(clusters, isExact)) {
    if (score > slackened(candidates.worstWanted)) return;
    const scanned = scanList(list);
    // Most lists are in memory: waiting for nothing would cost as much as comparing.
    if (scanned !== undefined) await scanned;
    if (slices.isOver) await slices.pause();
  }
}

/** Scores of 32 bits and bounds of 64 may differ a little. */
function slackened(score: number): number {
  return score + Math.abs(score) * 1e-6 + 1e-12;
}

type ScanList = (list: number) => Promise<void> | undefined;

function listScanner(scan: SegmentScan): ScanList {
  const { segment, query, isExact } = scan;
  if (segment.coding !== undefined && !isExact) {
    const codes = new ListScanner(scan, query.coded(segment.coding));
    return (list) => withBlock(segment.codes(list), (block) => codes.scan(list, block));
  }
  const vectors = new ListScanner(scan, query.plain());
  return (list) => withBlock(segment.vectors(list), (block) => vectors.scan(list, block));
}

function withBlock<T extends Float32Array | Int8Array>(
  block: T | Promise<T>,
  use: (block: T) => void,
): Promise<void> | undefined {
  if (block instanceof Promise) return block.then((read) => use(read));
  use(block);
  return undefined;
}
