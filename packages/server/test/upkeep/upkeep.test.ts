import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { EAGER, until, UpkeepApp } from "./upkeep-app.ts";

test("small appends become few files by themselves, and every row stays", async (t) => {
  const server = await UpkeepApp.start(t, { ...EAGER, compactionMinFiles: 4 });
  const appends = Array.from({ length: 30 }, (_, id) => id);
  for (const id of appends) await server.append("t", id);
  await until(() => server.dataFiles().length < 4);
  assert.deepEqual(await server.rows("SELECT count(*), sum(id), max(text) FROM t"), [
    [30, 435, "row 9"],
  ]);
  assert.deepEqual(
    (await server.rows("SELECT id FROM t")).flat(),
    appends,
    "rows keep the order in which they came",
  );
  const { snapshots } = await server.snapshots();
  assert.ok(snapshots.length >= 1);
});

test("nothing is merged when the setting says so", async (t) => {
  const server = await UpkeepApp.start(t, { compactionMinFiles: 0 });
  for (let id = 0; id < 6; id += 1) await server.append("t", id);
  await sleep(2_500);
  assert.equal(server.dataFiles().length, 6);
});

test("rows deleted by key are taken out of their file", async (t) => {
  const server = await UpkeepApp.start(t, { ...EAGER, compactionMinFiles: 4 });
  const lines = Array.from({ length: 100 }, (_, id) => `${id},row ${id}`);
  await server.load("t", { mode: "replace", data: `id,text\n${lines.join("\n")}\n` });
  const keys = Array.from({ length: 40 }, (_, id) => id * 2);
  await server.load("t", { mode: "delete", key: ["id"], data: `id\n${keys.join("\n")}\n` });
  await until(() => server.dataFiles().length === 1);
  assert.deepEqual(await server.rows("SELECT count(*), sum(id) FROM t"), [[60, 4950 - 1560]]);
  const { snapshots } = await server.snapshots();
  assert.equal(snapshots[0].changes[0].kind, "rewrite_delete");
});

test("loads of every mode go on while files are merged, and no row is lost or doubled", async (t) => {
  const server = await UpkeepApp.start(t, { ...EAGER, compactionMinFiles: 3 });
  const append = async (from: number): Promise<void> => {
    for (let id = from; id < from + 12; id += 1) await server.append("t", id);
  };
  await Promise.all([append(0), append(100), append(200)]);
  await server.load("t", { mode: "upsert", key: ["id"], data: "id,text\n5,five\n300,new\n" });
  await Promise.all([
    append(400),
    server.load("t", { mode: "delete", key: ["id"], data: "id\n7\n" }),
  ]);
  await until(() => server.dataFiles().length < 6);
  const [[count, distinct, five, seven]] = await server.rows(
    "SELECT count(*), count(DISTINCT id), max(text) FILTER (WHERE id = 5), count(*) FILTER (WHERE id = 7) FROM t",
  );
  assert.deepEqual(
    { count, distinct, five, seven },
    { count: 48, distinct: 48, five: "five", seven: 0 },
  );
});

test("replaced and dropped tables free their files, results and forks keep theirs", async (t) => {
  const server = await UpkeepApp.start(t, EAGER);
  await server.load("t", { mode: "replace", data: "id,text\n1,old\n" });
  const [oldFile] = server.dataFiles();
  assert.ok(oldFile);
  const result = await server.query("SELECT * FROM t");
  const fork = await server.app.call("POST", `/v1/databases/${server.databaseId}/fork`, {
    json: {},
  });
  assert.equal(fork.status, 201, fork.text);
  await server.load("t", { mode: "replace", data: "id,text\n2,new\n" });
  await until(() => !server.dataFiles().includes(oldFile));
  assert.deepEqual(await server.rows("SELECT * FROM t"), [[2, "new"]]);
  const headers = { "x-database-id": String(fork.json.id) };
  const forked = await server.app.call("POST", "/v1/query", {
    headers,
    json: { sql: "SELECT * FROM t" },
  });
  assert.deepEqual(forked.json.rows, [[1, "old"]]);
  const stored = await server.app.call("GET", `/v1/results/${result.json.result_id}`, {
    headers: { "x-database-id": server.databaseId },
  });
  assert.deepEqual(stored.json.rows, [[1, "old"]]);
});

test("a query that runs keeps its files, however long it takes", async (t) => {
  const server = await UpkeepApp.start(t, { ...EAGER, engineThreads: 1 });
  await server.load("t", { mode: "replace", data: "id,text\n1,old\n" });
  const [oldFile] = server.dataFiles();
  assert.ok(oldFile);
  const slow = server.rows(
    "SELECT count(*) FROM range(60000000) a(i) WHERE i % 7 = 3 UNION ALL SELECT max(id) FROM t",
  );
  const query = { isRunning: true };
  void slow.finally(() => (query.isRunning = false));
  await sleep(200);
  await server.load("t", { mode: "replace", data: "id,text\n2,new\n" });
  while (query.isRunning) {
    const isThere = server.dataFiles().includes(oldFile);
    await new Promise(setImmediate);
    if (query.isRunning) assert.ok(isThere, "the file went while a query could read it");
    await sleep(20);
  }
  assert.deepEqual((await slow)[1], [1]);
  await until(() => !server.dataFiles().includes(oldFile));
});

test("a start removes files that a crash left, but none of a catalog that cannot be read", async (t) => {
  const server = await UpkeepApp.start(t, EAGER);
  await server.load("t", { mode: "replace", data: "id,text\n1,x\n" });
  const other = await server.app.call("POST", "/v1/databases", { json: {} });
  const broken = server.withApp(server.app);
  Object.assign(broken, { databaseId: other.json.id });
  await broken.load("t", { mode: "replace", data: "id,text\n1,x\n" });
  for (const one of [server, broken]) {
    const [file] = one.dataFiles();
    assert.ok(file);
    await copyFile(file, join(dirname(file), "left-behind.parquet"));
  }
  const catalog = join(server.app.dataDir, "databases", broken.databaseId, "catalog.sqlite");
  await server.app.app.close();
  const bytes = await readFile(catalog);
  await writeFile(catalog, bytes.fill(7, 0, 200));
  const restarted = server.withApp(await server.app.restart());
  await until(() => restarted.dataFiles().length === 1);
  assert.equal(broken.dataFiles().length, 2);
  assert.deepEqual(await restarted.rows("SELECT * FROM t"), [[1, "x"]]);
});
