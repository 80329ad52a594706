import assert from "node:assert/strict";
import { test } from "node:test";
import { EAGER, until, UpkeepApp } from "./upkeep-app.ts";

test("snapshots are listed newest first, by page, with what they changed", async (t) => {
  const server = await UpkeepApp.start(t, {});
  await server.append("t", 1);
  await server.append("t", 2);
  await server.load("t", { mode: "replace", data: "id,text\n3,x\n4,y\n" });
  const { snapshots, ...page } = await server.snapshots();
  assert.deepEqual(page, { count: 4, limit: 100, has_more: false, next_cursor: null });
  const [replaced, appended, created, first] = snapshots;
  assert.deepEqual(
    [replaced, appended, created].map((one) => [
      one.rows_added,
      one.files_removed,
      one.table_row_count,
    ]),
    [
      [2, 2, 2],
      [1, 0, 2],
      [1, 0, 1],
    ],
  );
  const names = { schema_name: "main", table_name: "t" };
  assert.deepEqual(replaced.changes, [
    { kind: "deleted_from_table", ...names },
    { kind: "inserted_into_table", ...names },
  ]);
  assert.deepEqual(created.changes, [
    { kind: "created_table", ...names },
    { kind: "inserted_into_table", ...names },
  ]);
  assert.deepEqual(first.changes, [
    { kind: "created_schema", schema_name: "main", table_name: null },
  ]);
  assert.match(replaced.created_at, /^\d{4}-.*Z$/);
  const paged: number[] = [];
  for (let cursor = ""; ;) {
    const one = await server.snapshots(`?limit=3${cursor}`);
    paged.push(...one.snapshots.map((snapshot: { snapshot_id: number }) => snapshot.snapshot_id));
    if (!one.has_more) break;
    cursor = `&cursor=${one.next_cursor}`;
  }
  assert.deepEqual(
    paged,
    snapshots.map((one: { snapshot_id: number }) => one.snapshot_id),
  );
  const missing = await server.app.call("GET", "/v1/databases/dbid_missing/snapshots");
  assert.equal(missing.status, 404);
  const malformed = await server.app.call(
    "GET",
    `/v1/databases/${server.databaseId}/snapshots?cursor=x`,
  );
  assert.equal(malformed.status, 400);
});

test("SQL reads snapshots by number and by time, two of them in one statement", async (t) => {
  const server = await UpkeepApp.start(t, {});
  await server.append("t", 1);
  await server.append("t", 2);
  const { snapshots } = await server.snapshots();
  const [second, first] = snapshots;
  const at = (version: number) => `t AT (VERSION => ${version})`;
  assert.deepEqual(await server.rows(`SELECT id FROM ${at(first.snapshot_id)}`), [[1]]);
  const both = `SELECT (SELECT count(*) FROM ${at(first.snapshot_id)}), (SELECT count(*) FROM ${at(second.snapshot_id)}), (SELECT count(*) FROM t)`;
  assert.deepEqual(await server.rows(both), [[1, 2, 2]]);
  const byTime = `SELECT id FROM t AT (TIMESTAMP => '${first.created_at}')`;
  assert.deepEqual(await server.rows(byTime), [[1]]);
  const unknown = await server.query("SELECT * FROM t AT (VERSION => 99)");
  assert.equal(unknown.status, 400);
  assert.match(unknown.text, /snapshot 99 is not kept; snapshots 0 to 2 are/);
  const early = await server.query("SELECT * FROM t AT (VERSION => 0)");
  assert.equal(early.status, 400);
});

test("a snapshot whose time is over can no longer be read", async (t) => {
  const server = await UpkeepApp.start(t, EAGER);
  await server.append("t", 1);
  await server.append("t", 2);
  await until(async () => (await server.snapshots()).count === 1);
  const gone = await server.query("SELECT * FROM t AT (VERSION => 1)");
  assert.equal(gone.status, 400);
  assert.match(gone.text, /snapshot 1 is not kept; snapshot 2 of .* is the only one/);
  assert.deepEqual(await server.rows("SELECT count(*) FROM t"), [[2]]);
});
