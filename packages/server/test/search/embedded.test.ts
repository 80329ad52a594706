import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import type { TableScan } from "../../src/engine/engine.ts";
import { embeddedFolder } from "../../src/search/embeddings/embedding-files.ts";
import type { VectorIndex } from "../../src/search/search-index.ts";
import { ensureEmbeddingModel } from "../../../../test/embedding-model/ensure-embedding-model.ts";
import { startEmbeddingService } from "../../../../test/embedding-model/start-embedding-service.ts";
import { NO_LIMIT, openFixture, scanOf } from "./search-fixture.ts";

const { modelDir } = await ensureEmbeddingModel();

test("texts are found by the vectors that a provider makes of them", async (t) => {
  const { search, index: base, write, reopen } = await openFixture(t);
  const service = await startEmbeddingService(modelDir);
  t.after(() => service.close());
  const embedding = {
    kind: "service" as const,
    baseUrl: service.url,
    model: "minilm",
    apiKey: undefined,
    dimensions: undefined,
    mayBeInternal: true,
  };
  const index: VectorIndex = { ...base, metric: "cosine", embedding };
  const first = await write(
    "SELECT unnest(['a recipe for tomato soup', NULL, ' ', 'the stock market fell']) AS v",
  );
  const second = await write("SELECT unnest(['a dog barked', 'the stock market fell']) AS v");
  const inline = { kind: "inline" as const, rows: [[null], ["how to cook pasta"]] };
  const scan = scanOf([first, second], { type: "text", parts: [inline] });
  const nearest = async (scanned: TableScan, text: string, limit: number, from = search) => {
    const [vector = new Float32Array()] = await from.embed(embedding, [text], NO_LIMIT);
    const query = { kind: "vector" as const, vector };
    const { files } = await from.find({ index, scan: scanned, query, limit }, NO_LIMIT);
    return files.map(({ path, rows }) => [path, [...rows]]);
  };
  assert.deepEqual(await nearest(scan, "cooking", 2), [
    [first, [0]],
    ["inline:1", [1]],
  ]);
  const asked = service.requests.flatMap(({ input }) => input);
  assert.equal(asked.filter((text) => text === "the stock market fell").length, 1);
  const state = await search.prepare({ index, scan }, NO_LIMIT);
  assert.equal(state.rowCount, 5);
  const names = await readdir(embeddedFolder(index));
  assert.equal(names.filter((name) => name.endsWith(".embedded.parquet")).length, 2);

  // Another process finds the vectors on disk.
  await search.close();
  const before = service.requests.length;
  const files = scanOf([{ path: first, deletedPositions: [0] }, second], { type: "text" });
  assert.deepEqual(await nearest(files, "puppy", 1, reopen()), [[second, [0]]]);
  assert.equal(service.requests.length, before + 1);
});
