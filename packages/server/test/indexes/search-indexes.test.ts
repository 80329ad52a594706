import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { query, startRestored } from "../backup/backup-fixture.ts";
import { type Json, startTestApp } from "../start-test-app.ts";
import {
  create,
  DOCS,
  endOf,
  type IndexApp,
  indexesPath,
  listNames,
  load,
  startIndexApp,
} from "./index-app.ts";

const TEXT = { index_name: "words", columns: ["title"], index_type: "bm25" };
const VECTORS = { index_name: "vectors", columns: ["vec"], index_type: "vector" };

/** Enough rows for index files. */
const MANY = Array.from(
  { length: 5_000 },
  (_, id) => `{"id":${id},"title":"word${id % 100} fox","vec":[${id % 7}.5,1.0]}`,
).join("\n");

/** The index's info, once a condition holds. */
async function eventually(
  { app, connection }: Pick<IndexApp, "app" | "connection">,
  name: string,
  isDone: (index: Json) => boolean,
): Promise<Json> {
  const limit = Date.now() + 20_000;
  for (;;) {
    const { json } = await app.call("GET", indexesPath(connection));
    const index = json.indexes.find((one: Json) => one.index_name === name);
    if (isDone(index)) return index;
    assert.ok(Date.now() < limit, JSON.stringify(index));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function foldersOf({ app, database }: IndexApp): Promise<string[]> {
  const folder = join(app.dataDir, "databases", database.id, "indexes");
  return existsSync(folder) ? readdir(folder) : Promise.resolve([]);
}

async function storageBytes({ app }: Pick<IndexApp, "app">): Promise<number> {
  return (await app.call("GET", "/v1/usage")).json.storage_bytes;
}

test("text and vector indexes say what is in them", async (t) => {
  const index = await startIndexApp(t);
  const words = await create(index, TEXT);
  assert.equal(words.status, 201, words.text);
  assert.deepEqual(
    [words.json.row_count, words.json.unmerged_row_count, words.json.dimensions],
    [3, 3, null],
  );
  const vectors = await create(index, { ...VECTORS, metric: "cosine" });
  assert.equal(vectors.status, 201, vectors.text);
  assert.deepEqual(
    [vectors.json.metric, vectors.json.row_count, vectors.json.dimensions],
    ["cosine", 3, 2],
  );
  const l2 = await create(index, { ...VECTORS, index_name: "l2" });
  assert.equal(l2.json.metric, "l2");
  const english = { ...TEXT, index_name: "e", stemming: "english", stop_words: "english" };
  assert.equal((await create(index, { ...english, ascii_folding: true })).status, 201);
  const klingon = await create(index, { ...TEXT, index_name: "k", stemming: "klingon" });
  assert.equal(klingon.status, 400);
  assert.match(klingon.text, /english, finnish/);
  const entries = (await index.app.call("GET", "/v1/indexes?index_type=vector")).json.indexes;
  assert.deepEqual(
    entries.map(({ index_name: name, metric }: Json) => [name, metric]),
    [
      ["vectors", "cosine"],
      ["l2", "l2"],
    ],
  );
});

test("an index that cannot be built leaves nothing", async (t) => {
  const index = await startIndexApp(t);
  const { app, database } = index;
  await load(index, "docs", "id\n1\n2\n3\n", { mode: "delete", key: ["id"] });
  const refused = await create(index, VECTORS);
  assert.equal(refused.status, 400, refused.text);
  assert.match(refused.json.error.message, /^could not detect dimension for 'vec'/);
  const submitted = await create(index, { ...VECTORS, async: true });
  const job = await endOf(index, submitted.json.id);
  assert.equal(job.status, "failed");
  assert.match(job.error_message, /^could not detect dimension for 'vec'/);
  assert.deepEqual(await listNames(index), []);
  const waited = await create(index, { ...VECTORS, async: true, async_after_ms: 20_000 });
  assert.equal(waited.status, 400, waited.text);
  const listed = await app.call("GET", `/v1/indexes`, {
    headers: { "x-database-id": database.id },
  });
  assert.deepEqual(listed.json.indexes, []);
});

test("an index follows loads, and its files count and go", async (t) => {
  const index = await startIndexApp(t);
  const { app, connection } = index;
  const before = await storageBytes(index);
  assert.equal((await create(index, TEXT)).status, 201);
  await load(index, "docs", MANY, { mode: "append" });
  const after = await eventually(index, "words", ({ row_count: rows }) => rows === 5_003);
  assert.equal(after.unmerged_row_count, 3);
  assert.ok(after.size_bytes > 0);
  assert.deepEqual((await foldersOf(index)).length, 1);
  const rows = await storageBytes(index);
  assert.ok(rows >= before + after.size_bytes, `${rows}`);
  await load(index, "docs", "id\n1\n2\n", { mode: "delete", key: ["id"] });
  await eventually(index, "words", ({ row_count: count }) => count < 5_003);
  await load(index, "docs", DOCS);
  await eventually(index, "words", ({ row_count: count }) => count === 3);
  assert.equal((await app.call("DELETE", `${indexesPath(connection)}/words`)).status, 204);
  const limit = Date.now() + 10_000;
  while ((await foldersOf(index)).length > 0) {
    assert.ok(Date.now() < limit);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
});

test("files of an index go with its table", async (t) => {
  const index = await startIndexApp(t);
  await load(index, "docs", MANY);
  assert.equal((await create(index, TEXT)).status, 201);
  assert.equal((await foldersOf(index)).length, 1);
  const path = `/v1/databases/${index.database.id}/schemas/main/tables/docs`;
  assert.equal((await index.app.call("DELETE", path)).status, 204);
  const limit = Date.now() + 10_000;
  while ((await foldersOf(index)).length > 0) {
    assert.ok(Date.now() < limit);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
});

test("what a stopped server was building is taken away, what a job builds is built", async (t) => {
  const index = await startIndexApp(t);
  assert.equal((await create(index, TEXT)).status, 201);
  assert.equal((await create(index, { index_name: "by_id", columns: ["id"] })).status, 201);
  await index.app.app.close();
  const metastore = new DatabaseSync(join(index.app.dataDir, "metastore.sqlite"));
  metastore.exec("UPDATE table_indexes SET status = 'pending'");
  metastore.close();
  const app = await index.app.restart();
  const again = { ...index, app };
  assert.deepEqual(await listNames(again), []);
  // Neither name nor order is held by what is gone.
  const other = await create(again, { index_name: "by_id", columns: ["title"] });
  assert.equal(other.status, 201, other.text);
});

test("a fork has no indexes, a restored server has them and makes their files again", async (t) => {
  const index = await startIndexApp(t);
  const { app, database } = index;
  await load(index, "docs", MANY);
  const made = await create(index, TEXT);
  assert.equal(made.status, 201, made.text);
  const fork = await app.call("POST", `/v1/databases/${database.id}/fork`, { json: {} });
  assert.equal(fork.status, 201, fork.text);
  const headers = { "x-database-id": fork.json.id };
  assert.deepEqual((await app.call("GET", "/v1/indexes", { headers })).json.indexes, []);
  const restored = await startRestored(t, app);
  const there = { ...index, app: restored };
  assert.deepEqual(await foldersOf(there), []);
  assert.deepEqual(await listNames(there), ["words"]);
  const sql = "SELECT count(*) FROM bm25_search('default.main.docs', 'title', 'word7')";
  const searched = await query(restored, database.id, sql);
  assert.deepEqual(searched.rows, [[50]]);
  assert.deepEqual((await query(app, database.id, sql)).rows, [[50]]);
  assert.equal((await foldersOf(there)).length, 1, "the first search made them");
  await load(there, "docs", DOCS, { mode: "append" });
  await eventually(there, "words", ({ row_count: count }) => count === 5_003);
});

test("a dataset has text and vector indexes, which follow its versions", async (t) => {
  const app = await startTestApp(t);
  const sql = "SELECT i, 'word' || i AS title, [i, 1.0]::FLOAT[] AS vec FROM range(5000) AS r(i)";
  const source = { type: "sql_query", sql };
  const dataset = (await app.call("POST", "/v1/datasets", { json: { label: "d", source } })).json;
  const path = `/v1/datasets/${dataset.id}/indexes`;
  const words = await app.call("POST", path, { json: TEXT });
  assert.equal(words.status, 201, words.text);
  assert.equal(words.json.row_count, 5_000);
  const submitted = await app.call("POST", path, { json: { ...VECTORS, async: true } });
  assert.equal(submitted.status, 202, submitted.text);
  const job = await endOf({ app }, submitted.json.id);
  assert.deepEqual([job.status, job.job_type], ["succeeded", "create_dataset_index"]);
  assert.equal(job.result.dimensions, 2);
  const [workspaceId = ""] = await readdir(join(app.dataDir, "datasets"));
  const folder = join(app.dataDir, "datasets", workspaceId, "indexes");
  assert.equal((await readdir(folder)).length, 2);
  const entries = (await app.call("GET", "/v1/indexes")).json.indexes;
  assert.deepEqual(
    entries.map((one: Json) => [one.schema_name, one.table_name, one.connection_id]),
    [
      ["main", dataset.table_name, undefined],
      ["main", dataset.table_name, undefined],
    ],
  );
  const restarted = await app.restart();
  assert.equal((await readdir(folder)).length, 2, "a start leaves them");
  assert.equal((await restarted.call("DELETE", `/v1/datasets/${dataset.id}`)).status, 204);
  assert.deepEqual((await restarted.call("GET", "/v1/indexes")).json.indexes, []);
});
