import { setImmediate } from "node:timers/promises";
import type { PostingRun } from "./posting-run.ts";

/** All terms' lists, in the order of the dictionary. */
export interface MergedPostings {
  /** Where each list starts; one more than terms. */
  readonly postingStarts: Uint32Array;
  readonly positionStarts: Uint32Array;
  readonly postings: Uint8Array;
  readonly positions: Uint8Array;
}

/** @param ranks place of each term in the dictionary. Takes the runs away as it goes. */
export async function mergeRuns(runs: PostingRun[], ranks: Uint32Array): Promise<MergedPostings> {
  const postingStarts = startsOf(runs, ranks, (run) => run.postingEnds);
  const positionStarts = startsOf(runs, ranks, (run) => run.positionEnds);
  const postings = new Uint8Array(postingStarts.at(-1) ?? 0);
  const positions = new Uint8Array(positionStarts.at(-1) ?? 0);
  const nextPostings = postingStarts.slice();
  const nextPositions = positionStarts.slice();
  for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
    copyLists(
      run.postings,
      { terms: run.terms, ends: run.postingEnds, ranks },
      postings,
      nextPostings,
    );
    copyLists(
      run.positions,
      { terms: run.terms, ends: run.positionEnds, ranks },
      positions,
      nextPositions,
    );
    await setImmediate();
  }
  return { postingStarts, positionStarts, postings, positions };
}

function startsOf(
  runs: readonly PostingRun[],
  ranks: Uint32Array,
  endsOf: (run: PostingRun) => Uint32Array,
): Uint32Array {
  const sizes = new Float64Array(ranks.length);
  for (const run of runs) {
    const ends = endsOf(run);
    let start = 0;
    for (let index = 0; index < run.terms.length; index += 1) {
      const rank = ranks[run.terms[index] ?? 0] ?? 0;
      const end = ends[index] ?? 0;
      sizes[rank] = (sizes[rank] ?? 0) + end - start;
      start = end;
    }
  }
  const starts = new Uint32Array(ranks.length + 1);
  let total = 0;
  for (let rank = 0; rank < sizes.length; rank += 1) {
    total += sizes[rank] ?? 0;
    starts[rank + 1] = total;
  }
  if (total >= 2 ** 32) throw new RangeError("a data file has too many words for one text index");
  return starts;
}

interface RunLists {
  readonly terms: Uint32Array;
  readonly ends: Uint32Array;
  readonly ranks: Uint32Array;
}

/** Most lists of a run are a few bytes: to copy those one by one is quicker than a call. */
const SHORT_LIST = 24;

function copyLists(
  from: Uint8Array,
  { terms, ends, ranks }: RunLists,
  to: Uint8Array,
  nexts: Uint32Array,
): void {
  let start = 0;
  for (let index = 0; index < terms.length; index += 1) {
    const rank = ranks[terms[index] ?? 0] ?? 0;
    const end = ends[index] ?? 0;
    const next = nexts[rank] ?? 0;
    if (end - start > SHORT_LIST) to.set(from.subarray(start, end), next);
    else for (let at = start; at < end; at += 1) to[next + at - start] = from[at] ?? 0;
    nexts[rank] = next + end - start;
    start = end;
  }
}
