import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { BlockCache } from "../../../src/search/vector/block-cache.ts";
import { openVectorSegment } from "../../../src/search/vector/file-segment.ts";
import type { RowSet } from "../../../src/search/row-set.ts";
import type { Metric } from "../../../src/search/search-index.ts";
import type { VectorHits } from "../../../src/search/vector/search-vectors.ts";
import { VectorSegmentBuilder } from "../../../src/search/vector/vector-segment-builder.ts";
import type { VectorSegment } from "../../../src/search/vector/vector-segment.ts";

/** Numbers from 0 up to 1, which a seed says. */
export type Random = () => number;

/** A row of a data file and its vector. */
export interface Row {
  readonly row: number;
  readonly vector: Float32Array;
}

export async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "hotdata-vectors-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface FileOptions {
  readonly metric: Metric;
  readonly folder: string;
  readonly name?: string;
  readonly cache?: BlockCache;
  readonly heldBytes?: number;
}

export async function fillBuilder(
  rows: readonly Row[],
  options: FileOptions,
): Promise<VectorSegmentBuilder> {
  const { metric, folder: tempFolder, heldBytes } = options;
  const builder = new VectorSegmentBuilder({
    metric,
    tempFolder,
    ...(heldBytes !== undefined && { heldBytes }),
  });
  for (const { row, vector } of rows) await builder.add(row, vector);
  return builder;
}

/** Writes a segment, and opens it. */
export async function makeFile(
  t: TestContext,
  rows: readonly Row[],
  options: FileOptions,
): Promise<VectorSegment> {
  const file = path.join(options.folder, options.name ?? "a.vector");
  const builder = await fillBuilder(rows, options);
  await builder.writeTo(file);
  await builder.close();
  const segment = await openVectorSegment(file, options.cache ?? new BlockCache(2 ** 28));
  t.after(() => segment.close());
  return segment;
}

export async function makeHeld(rows: readonly Row[], metric: Metric): Promise<VectorSegment> {
  const builder = await fillBuilder(rows, { metric, folder: tmpdir() });
  try {
    return await builder.hold();
  } finally {
    await builder.close();
  }
}

/** Vectors of random numbers, around one of `clusters` centres. */
export function randomVectors(
  random: Random,
  shape: { readonly count: number; readonly dimensions: number; readonly clusters?: number },
): Float32Array[] {
  const { count, dimensions, clusters = 1 } = shape;
  const centres = Array.from({ length: clusters }, () =>
    Float32Array.from({ length: dimensions }, () => random() * 2),
  );
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * clusters)] ?? new Float32Array(dimensions);
    return centre.map((number) => number + random() - 0.5);
  });
}

/** Rows with gaps in between, as where some have no vector. */
export function rowsOf(vectors: readonly Float32Array[]): Row[] {
  return vectors.map((vector, index) => ({ row: index * 2 + 1, vector }));
}

export interface Hit {
  readonly segment: number;
  readonly row: number;
  readonly score: number;
}

/** Every distance, in 64 bits, in the plainest way. */
export function bruteForce(
  files: readonly { readonly rows: readonly Row[]; readonly deleted?: RowSet | undefined }[],
  query: Float32Array,
  metric: Metric,
): Hit[] {
  return files
    .flatMap(({ rows, deleted }, segment) =>
      rows
        .filter(({ row }) => deleted?.has(row) !== true)
        .map(({ row, vector }) => ({ segment, row, score: plainDistance(metric, vector, query) })),
    )
    .toSorted((a, b) => a.score - b.score);
}

function plainDistance(metric: Metric, a: Float32Array, b: Float32Array): number {
  const pairs = Array.from(a, (number, index): [number, number] => [number, b[index] ?? 0]);
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x, y), 0);
  const product = sum((x, y) => x * y);
  if (metric === "l2") return sum((x, y) => (x - y) ** 2);
  if (metric === "dot") return -product;
  return 1 - product / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

/** Hits of all segments, nearest first. */
export function inOrder(hits: readonly VectorHits[]): Hit[] {
  return hits
    .flatMap(({ rows, scores }, segment) =>
      Array.from(rows, (row, index) => ({ segment, row, score: scores[index] ?? 0 })),
    )
    .toSorted((a, b) => a.score - b.score);
}

/** The same hits in the same order, but for those whose scores are equal up to a millionth. */
export function assertSameHits(found: readonly Hit[], expected: readonly Hit[]): void {
  assert.equal(found.length, expected.length);
  const trueScores = new Map(expected.map((hit) => [`${hit.segment}:${hit.row}`, hit.score]));
  const last = expected.at(-1)?.score ?? 0;
  for (const [index, hit] of found.entries()) {
    const near = 1e-6 * Math.max(1, Math.abs(hit.score));
    const there = expected[index]?.score ?? NaN;
    assert.ok(Math.abs(hit.score - there) <= near, `place ${index}: ${hit.score}, not ${there}`);
    const own = trueScores.get(`${hit.segment}:${hit.row}`) ?? last;
    assert.ok(Math.abs(hit.score - own) <= near, `row ${hit.row}: ${hit.score}, not ${own}`);
  }
}

export function recall(found: readonly Hit[], expected: readonly Hit[]): number {
  const rows = new Set(found.map(({ segment, row }) => `${segment}:${row}`));
  const hit = expected.filter(({ segment, row }) => rows.has(`${segment}:${row}`));
  return hit.length / expected.length;
}
