import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { startTestApp } from "../start-test-app.ts";
import {
  bytesOnDisk,
  createDatabase,
  deleteDatabase,
  forkDatabase,
  loadRows,
  query,
  rowsOf,
} from "./fork-fixture.ts";

const SUM = "SELECT count(*), sum(a) FROM t";

test("a fork has the source's rows, names and declarations under ids of its own", async (t) => {
  const app = await startTestApp(t);
  const source = await createDatabase(app, {
    name: "sales",
    default_catalog: "shop",
    schemas: [{ name: "s", tables: [{ name: "t", key: ["a"] }, { name: "never_loaded" }] }],
  });
  await loadRows(app, source.id, { table: "s.t", data: "a,b\n1,x\n2,y\n" });
  const fork = await forkDatabase(app, source.id);
  assert.notEqual(fork.id, source.id);
  assert.notEqual(fork.default_connection_id, source.default_connection_id);
  for (const field of ["name", "default_catalog", "default_schema", "expires_at"]) {
    assert.equal(fork[field], source[field], field);
  }
  const sql = "SELECT a, b FROM shop.s.t ORDER BY a";
  assert.deepEqual(await rowsOf(app, fork.id, sql), await rowsOf(app, source.id, sql));
  const listing = `/v1/information_schema?connection_id=${fork.default_connection_id}`;
  const { tables } = (await app.call("GET", listing)).json;
  assert.deepEqual(
    tables.map((table: { table: string; synced: boolean }) => [table.table, table.synced]),
    [
      ["never_loaded", false],
      ["t", true],
    ],
  );
  // The declared key came along.
  const upserted = await loadRows(app, fork.id, {
    table: "s.t",
    data: "a,b\n2,z\n",
    mode: "upsert",
  });
  assert.equal(upserted.row_count, 2);
  assert.deepEqual(await rowsOf(app, source.id, "SELECT b FROM t WHERE a = 2"), [["y"]]);
  assert.deepEqual(await rowsOf(app, fork.id, "SELECT b FROM t WHERE a = 2"), [["z"]]);
});

test("no data byte is copied, and no file is named by two databases", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n2\n3\n" });
  await loadRows(app, id, { table: "t", data: "a\n4\n" });
  await loadRows(app, id, { table: "t", data: "a\n3\n", mode: "delete", key: ["a"] });
  const databases = join(app.dataDir, "databases");
  const before = await bytesOnDisk(databases, /\.parquet$/);
  const fork = await forkDatabase(app, id);
  assert.equal(await bytesOnDisk(databases, /\.parquet$/), before);
  assert.deepEqual(await rowsOf(app, fork.id, SUM), [[3, 7]]);

  const catalog = new DatabaseSync(join(databases, fork.id, "catalog.sqlite"), { readOnly: true });
  t.after(() => catalog.close());
  const paths = catalog.prepare("SELECT path_is_relative FROM ducklake_data_file").all();
  assert.ok(paths.length >= 2);
  assert.ok(paths.every((row) => row["path_is_relative"] === 1));
  const [dataPath] = catalog
    .prepare("SELECT value FROM ducklake_metadata WHERE key = 'data_path'")
    .all();
  assert.equal(dataPath?.["value"], `${join(databases, fork.id, "data")}/`);
  assert.ok(!(await readFile(join(databases, fork.id, "catalog.sqlite"))).includes(id));
});

test("either side outlives the other, through forks of forks and a restart", async (t) => {
  let app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n2\n3\n" });
  const fork = await forkDatabase(app, id);
  const forkOfFork = await forkDatabase(app, fork.id);
  const lost = await forkDatabase(app, fork.id);
  await deleteDatabase(app, lost.id);
  assert.deepEqual(await rowsOf(app, fork.id, SUM), [[3, 6]]);
  await deleteDatabase(app, id);
  assert.deepEqual(await rowsOf(app, fork.id, SUM), [[3, 6]]);
  await deleteDatabase(app, fork.id);
  app = await app.restart();
  assert.deepEqual(await rowsOf(app, forkOfFork.id, SUM), [[3, 6]]);
  await loadRows(app, forkOfFork.id, { table: "t", data: "a\n10\n" });
  assert.deepEqual(await rowsOf(app, forkOfFork.id, SUM), [[4, 16]]);
});

test("history before the fork is read in the fork, what comes later is not shared", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n", mode: "replace" });
  await loadRows(app, id, { table: "t", data: "a\n2\n", mode: "replace" });
  const fork = await forkDatabase(app, id);
  await loadRows(app, id, { table: "t", data: "a\n3\n", mode: "replace" });
  await deleteDatabase(app, id);
  assert.deepEqual(await rowsOf(app, fork.id, "SELECT a FROM t"), [[2]]);
  assert.deepEqual(await rowsOf(app, fork.id, "SELECT a FROM t AT (VERSION => 1)"), [[1]]);
});

test("name and expiry: given, else the source's", async (t) => {
  const app = await startTestApp(t);
  const source = await createDatabase(app, { name: "n", expires_at: "1h" });
  const plain = await forkDatabase(app, source.id);
  assert.deepEqual([plain.name, plain.expires_at], ["n", source.expires_at]);
  const given = await forkDatabase(app, source.id, { name: "m", expires_at: "2h" });
  assert.equal(given.name, "m");
  assert.ok(given.expires_at > source.expires_at);
  const nulls = await forkDatabase(app, source.id, { name: null, expires_at: null });
  assert.deepEqual([nulls.name, nulls.expires_at], ["n", source.expires_at]);
  const withoutBody = await app.call("POST", `/v1/databases/${source.id}/fork`);
  assert.equal(withoutBody.status, 201, withoutBody.text);
  const bad = { json: { expires_at: "soon" } };
  assert.equal((await app.call("POST", `/v1/databases/${source.id}/fork`, bad)).status, 400);
  assert.equal((await app.call("POST", "/v1/databases/dbidnone/fork", { json: {} })).status, 404);
});

test("the default database's fork is an ordinary database", async (t) => {
  const app = await startTestApp(t);
  const [main] = (await app.call("GET", "/v1/databases")).json.databases;
  const fork = await forkDatabase(app, main.id);
  await deleteDatabase(app, fork.id);
  assert.equal((await app.call("GET", `/v1/databases/${main.id}`)).status, 200);
});

test("forks while the source is loaded have one of its states each", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n0\n" });
  const loading = new AbortController();
  const forks: string[] = [];
  const forking = (async () => {
    while (!loading.signal.aborted) {
      forks.push((await forkDatabase(app, id)).id);
      await delay(1);
    }
  })();
  for (let next = 1; next <= 12; next += 1) {
    // Two rows with one load: a fork has both or neither.
    const data = `a\n${next}\n${-next}\n`;
    await loadRows(app, id, { table: "t", data, mode: next % 4 === 0 ? "replace" : "append" });
  }
  loading.abort();
  await forking;
  assert.ok(forks.length >= 3, `${forks.length} forks`);
  for (const fork of forks) {
    const [[sum, absolute]] = await rowsOf(app, fork, "SELECT sum(a), count(*) FROM t");
    assert.equal(sum, 0);
    assert.ok(absolute >= 1);
  }
});

test("a fork cut short leaves nothing behind", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n" });
  const fork = await forkDatabase(app, id);
  await app.app.close();
  const folder = join(app.dataDir, "databases", fork.id);
  // As it is before the catalog gets its name.
  await rm(join(folder, "catalog.sqlite"));
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  metastore.exec(`UPDATE databases SET state = 'creating' WHERE id = '${fork.id}'`);
  metastore.close();
  const again = await app.restart();
  assert.ok(!(await readdir(join(app.dataDir, "databases"))).includes(fork.id));
  assert.deepEqual(await rowsOf(again, id, SUM), [[1, 1]]);
});

test("a fork of a source with a missing file is as damaged as the source, no more", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n" });
  await loadRows(app, id, { table: "u", data: "a\n1\n" });
  await rm(join(app.dataDir, "databases", id, "data", "main", "u"), { recursive: true });
  const fork = await forkDatabase(app, id);
  assert.deepEqual(await rowsOf(app, fork.id, SUM), [[1, 1]]);
  assert.equal((await query(app, fork.id, "SELECT * FROM u")).status, 400);
});

test("contexts are copied", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app);
  const path = `/v1/databases/${id}/context`;
  await app.call("POST", path, { json: { name: "notes", content: "first" } });
  const fork = await forkDatabase(app, id);
  await app.call("POST", path, { json: { name: "notes", content: "second" } });
  const copied = await app.call("GET", `/v1/databases/${fork.id}/context/notes`);
  assert.equal(copied.json.context.content, "first");
});

test("a database is renamed and its expiry changed", async (t) => {
  const app = await startTestApp(t);
  const { id } = await createDatabase(app, { name: "old", expires_at: "1h" });
  const patch = async (json: object) => {
    const answer = await app.call("PATCH", `/v1/databases/${id}`, { json });
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const renamed = await patch({ name: "new" });
  assert.equal(renamed.name, "new");
  assert.ok(renamed.expires_at !== null);
  const kept = await patch({ expires_at: null });
  assert.deepEqual([kept.name, kept.expires_at], ["new", null]);
  assert.equal((await patch({ name: null })).name, null);
  assert.equal((await patch({})).name, null);
  await patch({ name: "Found" });
  assert.equal((await app.call("GET", "/v1/databases?search=found")).json.count, 1);
  const bad = { json: { expires_at: "yesterday" } };
  assert.equal((await app.call("PATCH", `/v1/databases/${id}`, bad)).status, 400);
  assert.equal((await app.call("PATCH", "/v1/databases/none", { json: {} })).status, 404);
});

test("files that another program named by absolute paths become the fork's own", async (t) => {
  let app = await startTestApp(t);
  const { id } = await createDatabase(app);
  await loadRows(app, id, { table: "t", data: "a\n1\n2\n" });
  await app.app.close();
  const folder = join(app.dataDir, "databases", id);
  const catalog = new DatabaseSync(join(folder, "catalog.sqlite"));
  catalog
    .prepare("UPDATE ducklake_data_file SET path = ? || path, path_is_relative = 0")
    .run(`${folder}/data/main/t/`);
  catalog.close();
  app = await app.restart();
  assert.deepEqual(await rowsOf(app, id, SUM), [[2, 3]]);
  const fork = await forkDatabase(app, id);
  await deleteDatabase(app, id);
  assert.deepEqual(await rowsOf(app, fork.id, SUM), [[2, 3]]);
});
