import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { BlockCache } from "../../../src/search/vector/block-cache.ts";
import { DamagedVectorSegmentError } from "../../../src/search/vector/damaged-vector-segment-error.ts";
import { openVectorSegment } from "../../../src/search/vector/file-segment.ts";
import { randomOf } from "../../../src/search/vector/random.ts";
import { searchVectors } from "../../../src/search/vector/search-vectors.ts";
import { fillBuilder, makeFile, makeFolder, randomVectors, rowsOf } from "./vector-fixture.ts";

const SHAPE = { count: 27_000, dimensions: 96, clusters: 10 };

test("every damage to a file is noticed: when it is opened, or when it is searched", async (t) => {
  const folder = await makeFolder(t);
  const vectors = randomVectors(randomOf(1), SHAPE);
  await makeFile(t, rowsOf(vectors), { metric: "l2", folder });
  const whole = await readFile(path.join(folder, "a.vector"));
  const copy = path.join(folder, "copy.vector");
  const search = async (bytes: Uint8Array): Promise<void> => {
    await writeFile(copy, bytes);
    const segment = await openVectorSegment(copy, new BlockCache(2 ** 28));
    try {
      const query = vectors[0] ?? new Float32Array();
      const segments = [{ segment, deleted: undefined }];
      const asked = { segments, query, metric: "l2", limit: 27_000 } as const;
      for (const isExact of [true, false]) await searchVectors({ ...asked, isExact });
    } finally {
      await segment.close();
    }
  };
  await search(whole);
  const random = randomOf(2);
  const places = [0, 9, 13, 20, 25, 33, whole.length - 1, whole.length - 400];
  for (let more = 0; more < 12; more++) {
    places.push(64 + Math.floor(random() * (whole.length - 64)));
  }
  for (const place of places) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8((damaged.readUInt8(place) + 1) % 256, place);
    await assert.rejects(search(damaged), DamagedVectorSegmentError, `byte ${place}`);
  }
  const others = [
    whole.subarray(0, whole.length - 1),
    whole.subarray(0, 40),
    Buffer.alloc(0),
    Buffer.from("PAR1 something that is quite another thing PAR1 ".repeat(9)),
  ];
  for (const bytes of others) await assert.rejects(search(bytes), DamagedVectorSegmentError);
});

test("vectors of another length are refused, with the row and both lengths", async (t) => {
  const folder = await makeFolder(t);
  const rows = [
    { row: 3, vector: new Float32Array(4) },
    { row: 8, vector: new Float32Array(0) },
    { row: 9, vector: new Float32Array(5) },
  ];
  await assert.rejects(fillBuilder(rows, { metric: "l2", folder }), {
    name: "VectorLengthError",
    message: /row 9 has 5 numbers.* 4;/,
  });
});

test("vectors that wait in a file make the same segment, and the file is gone", async (t) => {
  const folder = await makeFolder(t);
  const rows = rowsOf(randomVectors(randomOf(3), SHAPE));
  await makeFile(t, rows, { metric: "cosine", folder, name: "memory.vector" });
  const spooled = await fillBuilder(rows, { metric: "cosine", folder, heldBytes: 0 });
  assert.equal((await readdir(folder)).filter((name) => name.endsWith(".tmp")).length, 1);
  await spooled.writeTo(path.join(folder, "spooled.vector"));
  await spooled.close();
  assert.deepEqual((await readdir(folder)).toSorted(), ["memory.vector", "spooled.vector"]);
  const bytes = await Promise.all(
    ["memory.vector", "spooled.vector"].map((name) => readFile(path.join(folder, name))),
  );
  assert.ok(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0)));
});

test("while a segment is built others get their turns, and the build can be stopped", async (t) => {
  const folder = await makeFolder(t);
  const rows = rowsOf(randomVectors(randomOf(4), SHAPE));
  const builder = await fillBuilder(rows, { metric: "l2", folder });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await builder.writeTo(path.join(folder, "a.vector"));
  clearInterval(timer);
  assert.ok(turns >= 10, `${turns} turns`);
  const stop = new AbortController();
  const stopped = builder.writeTo(path.join(folder, "b.vector"), stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(stopped, /enough/);
  await builder.close();
});

test("a search can be stopped", async (t) => {
  const folder = await makeFolder(t);
  const vectors = randomVectors(randomOf(5), SHAPE);
  const segment = await makeFile(t, rowsOf(vectors), { metric: "l2", folder });
  const searched = { query: vectors[0] ?? new Float32Array(), metric: "l2", limit: 5 } as const;
  const search = searchVectors({
    ...searched,
    segments: Array.from({ length: 200 }, () => ({ segment, deleted: undefined })),
    isExact: true,
    signal: AbortSignal.abort(new Error("enough")),
  });
  await assert.rejects(search, /enough/);
});
