import type { Bench, Suite } from "../../bench.ts";
import type { Measurement } from "../../measurement.ts";
import { measureText } from "./text.ts";
import { measureVectors } from "./vectors.ts";

const PARTS = { text: measureText, vectors: measureVectors };

/** Words and vectors: how fast they are indexed, found, and found after they were added. */
export const search: Suite = {
  name: "search",
  about:
    "Words in documents of WordNet's meanings (BM25, any of three words, ten best), and nearest vectors (ten, by squared l2); `ORDER BY l2_distance` goes through the index, too, and then reads the ten vectors.",
  baseline:
    "words: FTS5 of node:sqlite on one thread of the benchmark's process; vectors: faiss in a Python process, nothing sent",
  run: measureSearch,
};

async function* measureSearch(bench: Bench): AsyncGenerator<Measurement> {
  const parts = Object.entries(PARTS);
  const wanted = parts.filter(([name]) => bench.only === undefined || bench.only === name);
  if (wanted.length === 0) throw new Error(`search has no part "${bench.only}"`);
  for (const [, measurePart] of wanted) yield* measurePart(bench);
}
