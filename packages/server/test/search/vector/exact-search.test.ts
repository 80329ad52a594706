import assert from "node:assert/strict";
import { test } from "node:test";
import { RowSet } from "../../../src/search/row-set.ts";
import { METRICS } from "../../../src/search/search-index.ts";
import { distance } from "../../../src/search/vector/distances.ts";
import { randomOf } from "../../../src/search/vector/random.ts";
import type { Clusters, VectorSegment } from "../../../src/search/vector/vector-segment.ts";
import { SegmentQuery } from "../../../src/search/vector/segment-query.ts";
import { searchVectors } from "../../../src/search/vector/search-vectors.ts";
import {
  assertSameHits,
  bruteForce,
  inOrder,
  makeFile,
  makeFolder,
  makeHeld,
  randomVectors,
  rowsOf,
} from "./vector-fixture.ts";

const SEEDS = [1, 2, 3];

for (const metric of METRICS) {
  test(`exact hits equal brute force: ${metric}`, async (t) => {
    const folder = await makeFolder(t);
    for (const seed of SEEDS) {
      const random = randomOf(seed);
      const dimensions = 1 + Math.floor(random() * 40);
      const sizes = [1, Math.floor(random() * 900), 2000];
      const files = sizes.map((count) => {
        const rows = rowsOf(randomVectors(random, { count, dimensions, clusters: 5 }));
        const gone = rows.filter(() => random() < 0.3).map(({ row }) => row);
        return { rows, deleted: seed === 3 ? undefined : RowSet.of(gone) };
      });
      const segments = await Promise.all(
        files.map(async ({ rows, deleted }, index) => ({
          segment:
            index === 1
              ? await makeHeld(rows, metric)
              : await makeFile(t, rows, { metric, folder, name: `${seed}-${index}.vector` }),
          deleted,
        })),
      );
      for (const limit of [1, 10, 300, 10_000]) {
        const query = randomVectors(random, { count: 1, dimensions })[0] ?? new Float32Array();
        const hits = await searchVectors({ segments, query, metric, limit, isExact: true });
        assert.ok(
          hits.every(({ rows }) => rows.every((row, i) => i === 0 || row > (rows[i - 1] ?? 0))),
        );
        assertSameHits(inOrder(hits), bruteForce(files, query, metric).slice(0, limit));
      }
    }
  });

  test(`exact hits in lists equal brute force, few and many: ${metric}`, async (t) => {
    const folder = await makeFolder(t);
    const random = randomOf(7);
    const shape = { count: 27_000, dimensions: 96, clusters: 60 };
    const vectors = randomVectors(random, { ...shape, count: shape.count + 3 });
    const queries = vectors.splice(0, 3);
    const rows = rowsOf(vectors);
    const segment = await makeFile(t, rows, { metric, folder });
    assert.ok(segment.clusters !== undefined);
    for (const [index, query] of queries.entries()) {
      const nearest = bruteForce([{ rows }], query, metric);
      // The very nearest are gone, and others.
      const gone = nearest.filter((_, place) => place < 700 || place % 5 === 0);
      const deleted = index === 0 ? undefined : RowSet.of(gone.map(({ row }) => row));
      for (const limit of [10, 5000]) {
        const searched = { query, metric, limit, isExact: true };
        const hits = await searchVectors({ segments: [{ segment, deleted }], ...searched });
        const left = nearest.filter(({ row }) => deleted?.has(row) !== true);
        assertSameHits(inOrder(hits), left.slice(0, limit));
      }
    }
  });
}

for (const metric of METRICS) {
  test(`no list holds anything better than is said of it: ${metric}`, async (t) => {
    const folder = await makeFolder(t);
    const random = randomOf(11);
    const vectors = randomVectors(random, { count: 27_000, dimensions: 96, clusters: 40 });
    const rows = rowsOf(vectors);
    const segment = await makeFile(t, rows, { metric, folder });
    assert.ok(segment.clusters !== undefined);
    const listOf = new Map<number, number>();
    for (let list = 0; list < segment.listStarts.length - 1; list++) {
      const range = segment.rows.subarray(segment.listStarts[list], segment.listStarts[list + 1]);
      for (const row of range) listOf.set(row, list);
    }
    assert.equal(listOf.size, rows.length);
    if (metric === "l2") await assertRadii(segment, segment.clusters);
    const near = vectors[7]?.map((number) => number + random() / 50) ?? new Float32Array();
    const far = near.map((number) => number * -3);
    for (const query of [near, far]) {
      const best = new Map<number, number>();
      for (const { row, score } of bruteForce([{ rows }], query, metric)) {
        const list = listOf.get(row) ?? -1;
        if (!best.has(list)) best.set(list, score);
      }
      const said = new SegmentQuery(metric, query).promisingLists(segment.clusters, true);
      assert.equal(said.length, best.size);
      for (const { list, score } of said) {
        const found = best.get(list) ?? NaN;
        assert.ok(found >= score - Math.abs(score) * 1e-5, `${found} in a list of ${score}`);
      }
    }
  });
}

async function assertRadii(segment: VectorSegment, clusters: Clusters): Promise<void> {
  const { dimensions } = segment;
  for (const [list, radius] of clusters.radii.entries()) {
    const vectors = await segment.vectors(list);
    const centre = clusters.centroids.subarray(list * dimensions, (list + 1) * dimensions);
    let farthest = 0;
    for (let start = 0; start < vectors.length; start += dimensions) {
      const square = distance("l2", vectors.subarray(start, start + dimensions), centre);
      farthest = Math.max(farthest, Math.sqrt(square));
    }
    assert.ok(radius >= farthest && radius < farthest * 1.00001);
  }
}

test("rows that are all deleted are not found, and no segments have no hits", async () => {
  const rows = rowsOf(randomVectors(randomOf(1), { count: 50, dimensions: 3 }));
  const segment = await makeHeld(rows, "l2");
  const deleted = RowSet.of(rows.map(({ row }) => row));
  const query = new Float32Array(3);
  const search = { query, metric: "l2", limit: 10, isExact: true } as const;
  const [hits] = await searchVectors({ segments: [{ segment, deleted }], ...search });
  assert.equal(hits?.rows.length, 0);
  assert.deepEqual(await searchVectors({ segments: [], ...search }), []);
  const none = await makeHeld([], "l2");
  assert.equal(none.dimensions, 0);
  const [empty] = await searchVectors({
    segments: [{ segment: none, deleted: undefined }],
    ...search,
  });
  assert.equal(empty?.rows.length, 0);
});

test("among equal vectors the earlier rows are found first", async () => {
  const vector = Float32Array.of(1, 2);
  const rows = Array.from({ length: 20 }, (_, row) => ({ row, vector }));
  const segment = await makeHeld(rows, "l2");
  const hits = await searchVectors({
    segments: [
      { segment, deleted: RowSet.of([0]) },
      { segment, deleted: undefined },
    ],
    query: Float32Array.of(0, 0),
    metric: "l2",
    limit: 21,
    isExact: true,
  });
  assert.deepEqual(
    hits.map(({ rows }) => rows.length),
    [19, 2],
  );
  assert.deepEqual([...(hits[1]?.rows ?? [])], [0, 1]);
  assert.ok(hits.every(({ scores }) => scores.every((score) => score === 5)));
});
