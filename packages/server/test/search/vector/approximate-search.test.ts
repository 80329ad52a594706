import assert from "node:assert/strict";
import { test } from "node:test";
import { RowSet } from "../../../src/search/row-set.ts";
import { BlockCache } from "../../../src/search/vector/block-cache.ts";
import { METRICS } from "../../../src/search/search-index.ts";
import { randomOf } from "../../../src/search/vector/random.ts";
import { searchVectors } from "../../../src/search/vector/search-vectors.ts";
import {
  bruteForce,
  inOrder,
  makeFile,
  makeFolder,
  randomVectors,
  recall,
  rowsOf,
} from "./vector-fixture.ts";

const QUERIES = 30;

/** No two neighbours are near; some are; all are in groups. */
const SHAPES = [
  { count: 27_000, dimensions: 96, clusters: 1 },
  { count: 27_000, dimensions: 96, clusters: 100 },
  { count: 4200, dimensions: 700, clusters: 3 },
];

for (const metric of METRICS) {
  for (const shape of SHAPES) {
    const name = `${shape.dimensions} numbers, ${shape.clusters} clusters`;
    test(`at least 0.95 of the nearest ten are found: ${metric}, ${name}`, async (t) => {
      const folder = await makeFolder(t);
      const vectors = randomVectors(randomOf(5), { ...shape, count: shape.count + QUERIES });
      const queries = vectors.splice(0, QUERIES);
      const rows = rowsOf(vectors);
      const segment = await makeFile(t, rows, { metric, folder });
      assert.ok(segment.clusters !== undefined && segment.coding !== undefined);
      const deleted = RowSet.of(rows.filter(({ row }) => row % 3 === 0).map(({ row }) => row));
      let sum = 0;
      for (const query of queries) {
        const search = { segments: [{ segment, deleted }], query, metric, limit: 10 };
        const found = inOrder(await searchVectors({ ...search, isExact: false }));
        // Compared with the exact search, which other tests compare with brute force.
        const exact = inOrder(await searchVectors({ ...search, isExact: true }));
        assert.equal(found.length, 10);
        assert.ok(found.every(({ row }) => !deleted.has(row)));
        sum += recall(found, exact);
      }
      t.diagnostic(`recall ${(sum / QUERIES).toFixed(3)}`);
      assert.ok(sum / QUERIES >= 0.95, `recall ${sum / QUERIES}`);
    });
  }
}

test("ten thousand are found where as many are wanted", async (t) => {
  const folder = await makeFolder(t);
  const vectors = randomVectors(randomOf(6), { count: 27_001, dimensions: 96, clusters: 20 });
  const query = vectors.pop() ?? new Float32Array();
  const rows = rowsOf(vectors);
  const segment = await makeFile(t, rows, { metric: "l2", folder });
  const segments = [{ segment, deleted: undefined }];
  const search = { segments, query, metric: "l2", limit: 10_000, isExact: false } as const;
  const found = inOrder(await searchVectors(search));
  const expected = bruteForce([{ rows }], query, "l2").slice(0, 10_000);
  assert.equal(found.length, 10_000);
  assert.ok(recall(found, expected) >= 0.95);
});

test("vectors that codes cannot tell apart are found by themselves", async (t) => {
  const folder = await makeFolder(t);
  const random = randomOf(8);
  const near = randomVectors(random, { count: 27_000, dimensions: 96 });
  // Far ones, which stretch the codes.
  const rows = rowsOf(near.map((vector, at) => vector.map((n) => n + (at < 20 ? 1e5 : 0))));
  const segment = await makeFile(t, rows, { metric: "l2", folder });
  assert.equal(segment.coding, undefined);
  const query = near[500] ?? new Float32Array();
  const search = { segments: [{ segment, deleted: undefined }], query, metric: "l2" } as const;
  const [hits] = await searchVectors({ ...search, limit: 1, isExact: false });
  assert.deepEqual([hits?.rows[0], hits?.scores[0]], [1001, 0]);
});

test("many searches at a time, with next to no cache, find what one does", async (t) => {
  const folder = await makeFolder(t);
  const vectors = randomVectors(randomOf(9), { count: 27_000, dimensions: 96, clusters: 30 });
  const rows = rowsOf(vectors);
  const cache = new BlockCache(500_000);
  const segment = await makeFile(t, rows, { metric: "cosine", folder, cache });
  const segments = [{ segment, deleted: undefined }];
  const ask = (at: number) =>
    searchVectors({
      segments,
      query: vectors[at * 50] ?? new Float32Array(),
      metric: "cosine",
      limit: 5,
      isExact: at % 2 === 0,
    });
  const places = Array.from({ length: 40 }, (_, at) => at);
  const together = await Promise.all(places.map(ask));
  for (const at of places) assert.deepEqual(together[at], await ask(at));
  assert.ok(cache.bytes > 0 && cache.bytes <= 500_000);
  await segment.close();
  assert.equal(cache.bytes, 0);
});
