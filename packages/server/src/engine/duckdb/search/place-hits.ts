import { inlinePath } from "../../../search/search.ts";
import type { FileScanPart, InlineScanPart, TableScan } from "../../engine.ts";
import type { SearchedTable } from "../../search-call.ts";

/** A data file, or a part kept in the catalog, with its hits. */
export interface HitPlace {
  /** Absolute path of the data file; undefined for a part kept in the catalog. */
  readonly path: string | undefined;
  readonly part: FileScanPart | InlineScanPart;
  /** Positions, ascending, with the score and the rank of each. */
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
  /**
   * The best of all hits has 0; of equals, the one that comes first in the table is the better.
   * Known only where conditions choose among the hits.
   */
  readonly ranks: Uint32Array;
}

/** The places that have hits, in the order of the table. */
export function placeHits({
  scan,
  hits,
  isLargerBetter,
  isFiltered,
}: SearchedTable): readonly HitPlace[] {
  const byPath = new Map(hits.map((found) => [found.path, found]));
  const found = placesOf(scan).flatMap(({ key, ...place }) => {
    const { rows, scores } = byPath.get(key) ?? {};
    return rows === undefined || scores === undefined || rows.length === 0
      ? []
      : [{ ...place, rows, scores }];
  });
  const scores = found.map((place) => place.scores);
  const ranks = isFiltered ? rankAll(scores, isLargerBetter) : new Uint32Array(countOf(scores));
  let start = 0;
  return found.map((place) => {
    const end = start + place.rows.length;
    const own = ranks.subarray(start, end);
    start = end;
    return { ...place, ranks: own };
  });
}

interface Place extends Pick<HitPlace, "path" | "part"> {
  /** What hits call it. */
  readonly key: string;
}

function placesOf({ parts }: TableScan): Place[] {
  return parts.flatMap((part, index): Place[] =>
    part.kind === "files"
      ? part.files.map(({ path }) => ({ key: path, path, part }))
      : [{ key: inlinePath(index), path: undefined, part }],
  );
}

function countOf(lists: readonly Float32Array[]): number {
  return lists.reduce((count, list) => count + list.length, 0);
}

/** Ranks of scores that stand one behind the other. */
function rankAll(lists: readonly Float32Array[], isLargerBetter: boolean): Uint32Array {
  const scores = new Float32Array(countOf(lists));
  let start = 0;
  for (const list of lists) {
    scores.set(list, start);
    start += list.length;
  }
  const sign = isLargerBetter ? -1 : 1;
  const order = Uint32Array.from(scores, (_, index) => index).toSorted(
    (a, b) => sign * ((scores[a] ?? 0) - (scores[b] ?? 0)) || a - b,
  );
  const ranks = new Uint32Array(scores.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}
