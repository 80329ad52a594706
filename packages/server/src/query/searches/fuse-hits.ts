import type { FileHits, SearchHits } from "../../search/search.ts";

/** Ranks far down count little more than those a little further down. */
const DAMPING = 60;

interface FusedHit {
  readonly path: string;
  readonly row: number;
  score: number;
}

/**
 * Reciprocal rank fusion: each list gives a hit `1 / (60 + its rank)`, whatever its scores are.
 * @param limit hits wanted at most, the best ones; of equals, those that come first in the table
 */
export function fuseHits(
  texts: SearchHits,
  vectors: SearchHits,
  limit: number | undefined,
): SearchHits {
  const fused = new Map<string, FusedHit>();
  const places = new Map<string, number>();
  for (const { path } of [...texts.files, ...vectors.files]) {
    if (!places.has(path)) places.set(path, places.size);
  }
  for (const ranked of [rankedHits(texts, -1), rankedHits(vectors, 1)]) {
    for (const [index, { path, row }] of ranked.entries()) {
      const key = `${row} ${path}`;
      const hit = fused.get(key) ?? { path, row, score: 0 };
      hit.score += 1 / (DAMPING + index + 1);
      fused.set(key, hit);
    }
  }
  const placeOf = ({ path }: FusedHit): number => places.get(path) ?? 0;
  const best = [...fused.values()]
    .toSorted((a, b) => b.score - a.score || placeOf(a) - placeOf(b) || a.row - b.row)
    .slice(0, limit);
  return { files: byFile(best) };
}

interface RankedHit {
  readonly path: string;
  readonly row: number;
  readonly score: number;
}

/** @param sign 1 where a smaller score is the better one, else -1 */
function rankedHits({ files }: SearchHits, sign: number): RankedHit[] {
  return files
    .flatMap(({ path, rows, scores }) =>
      Array.from(rows, (row, index) => ({ path, row, score: scores[index] ?? 0 })),
    )
    .toSorted((a, b) => sign * (a.score - b.score));
}

function byFile(hits: readonly FusedHit[]): FileHits[] {
  return [...Map.groupBy(hits, ({ path }) => path)].map(([path, found]) => {
    const ordered = found.toSorted((a, b) => a.row - b.row);
    return {
      path,
      rows: Uint32Array.from(ordered, ({ row }) => row),
      scores: Float32Array.from(ordered, ({ score }) => score),
    };
  });
}
