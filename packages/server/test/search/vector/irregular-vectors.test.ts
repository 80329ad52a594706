import assert from "node:assert/strict";
import { test } from "node:test";
import type { Metric } from "../../../src/search/search-index.ts";
import { searchVectors } from "../../../src/search/vector/search-vectors.ts";
import type { VectorSegment } from "../../../src/search/vector/vector-segment.ts";
import { makeFile, makeFolder, makeHeld, type Row } from "./vector-fixture.ts";

const ROWS: readonly Row[] = [
  { row: 0, vector: Float32Array.of(0, 0) },
  { row: 1, vector: Float32Array.of(1, 1) },
  { row: 2, vector: Float32Array.of(NaN, 1) },
  { row: 3, vector: Float32Array.of(Infinity, 0) },
  { row: 4, vector: Float32Array.of(2e19, 0) },
  { row: 5, vector: Float32Array.of(-1, 0) },
];

async function nearestRows(
  segment: VectorSegment,
  query: readonly number[],
  limit = 10,
): Promise<[number, number][]> {
  const [hits] = await searchVectors({
    segments: [{ segment, deleted: undefined }],
    query: Float32Array.from(query),
    metric: segment.metric,
    limit,
    isExact: true,
  });
  const pairs = Array.from(hits?.rows ?? [], (row, index): [number, number] => [
    row,
    hits?.scores[index] ?? 0,
  ]);
  const place = (score: number) => (Number.isNaN(score) ? Infinity : score);
  return pairs.toSorted(([, a], [, b]) => (place(a) > place(b) ? 1 : -1));
}

const EXPECTED: Record<Metric, [number, number][]> = {
  l2: [
    [1, 0],
    [0, 2],
    [5, 5],
    [4, Infinity],
    [3, Infinity],
    [2, NaN],
  ],
  dot: [
    [3, -Infinity],
    [4, -2e19],
    [1, -2],
    [0, 0],
    [5, 1],
    [2, NaN],
  ],
  cosine: [
    [1, 0],
    [4, 1 - Math.SQRT1_2],
    [5, 1 + Math.SQRT1_2],
    [0, NaN],
    [2, NaN],
    [3, NaN],
  ],
};

for (const metric of ["l2", "dot", "cosine"] as const) {
  test(`vectors of zeros, of infinities and of no numbers with ${metric}`, async (t) => {
    const folder = await makeFolder(t);
    const held = await makeHeld(ROWS, metric);
    const filed = await makeFile(t, ROWS, { metric, folder });
    for (const segment of [held, filed]) {
      assert.equal(segment.rowCount, ROWS.length);
      const found = await nearestRows(segment, [1, 1]);
      assert.deepEqual(
        new Set(found.map(([row]) => row)),
        new Set(EXPECTED[metric].map(([row]) => row)),
      );
      for (const [index, [row, score]] of EXPECTED[metric].entries()) {
        if (!Number.isFinite(score)) continue;
        assert.equal(found[index]?.[0], row);
        const near = Math.abs(score) * 1e-6 + 1e-6;
        assert.ok(Math.abs((found[index]?.[1] ?? NaN) - score) <= near);
      }
      const numbers = EXPECTED[metric].filter(([, score]) => !Number.isNaN(score));
      const first = await nearestRows(segment, [1, 1], numbers.length);
      assert.ok(first.every(([, score]) => !Number.isNaN(score)));
    }
  });
}

test("a query of zeros has no cosine with anything; rows are still as many as wanted", async () => {
  const found = await nearestRows(await makeHeld(ROWS, "cosine"), [0, 0], 3);
  assert.deepEqual(new Set(found.map(([row]) => row)), new Set([0, 1, 2]));
  assert.ok(found.every(([, score]) => Number.isNaN(score)));
});
