import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import {
  createDatabase,
  forkDatabase,
  loadRows,
  refusalOf,
  rowsOf,
} from "../forks/fork-fixture.ts";
import { type Json, startTestApp, type TestApp } from "../start-test-app.ts";

async function setUp(app: TestApp): Promise<Json> {
  const database = await createDatabase(app, {
    default_schema: "main",
    schemas: [
      {
        name: "s",
        tables: [
          {
            name: "t",
            key: ["id"],
            partition_by: [{ column: "day", transform: "identity" }],
            sorted_by: [{ column: "amount", direction: "desc" }],
          },
          { name: "declared" },
        ],
      },
      { name: "bare" },
    ],
  });
  const data = "id,day,amount,note\n1,a,10,x\n2,b,20,y\n";
  await loadRows(app, database.id, { table: "s.t", data, mode: "replace" });
  return database;
}

function schemas({ id }: Json): string {
  return `/v1/databases/${id}/schemas`;
}

async function done(app: TestApp, method: string, path: string, json?: object): Promise<Json> {
  const answer = await app.call(method, path, json === undefined ? {} : { json });
  assert.ok([200, 204].includes(answer.status), answer.text);
  return answer.json;
}

async function refused(app: TestApp, method: string, path: string, json?: object) {
  const answer = await app.call(method, path, json === undefined ? {} : { json });
  return `${answer.status} ${answer.json.error.message}`;
}

async function listed(app: TestApp, database: Json): Promise<Json[]> {
  const path = `/v1/information_schema?connection_id=${database.default_connection_id}`;
  return (await app.call("GET", path)).json.tables;
}

test("a renamed table keeps rows, key and layout; the old name is free", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const renamed = await done(app, "PATCH", `${schemas(database)}/s/tables/T`, { name: "Orders" });
  assert.deepEqual(renamed, {
    connection_id: database.default_connection_id,
    schema: "s",
    table: "orders",
  });
  assert.deepEqual(await rowsOf(app, database.id, "SELECT id FROM s.orders ORDER BY id"), [
    [1],
    [2],
  ]);
  assert.match(await refusalOf(app, database.id, "SELECT * FROM s.t"), /'default.s.t' not found/);
  const upsert = { table: "s.orders", data: "id,day,amount,note\n2,b,21,z\n", mode: "upsert" };
  assert.equal((await loadRows(app, database.id, upsert)).row_count, 2);
  const [, orders] = await listed(app, database);
  assert.deepEqual(orders.partition_by, [{ column: "day", transform: "identity" }]);
  await loadRows(app, database.id, { table: "s.t", data: "a\n1\n" });
  assert.deepEqual(await rowsOf(app, database.id, "SELECT a FROM s.t"), [[1]]);
  // Older snapshots know it by its former name.
  const old = "SELECT note FROM s.t AT (VERSION => 1) ORDER BY id";
  assert.deepEqual(await rowsOf(app, database.id, old), [["x"], ["y"]]);
});

test("a declared table without rows is renamed as well", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const path = `${schemas(database)}/s/tables`;
  await done(app, "PATCH", `${path}/declared`, { name: "later" });
  assert.deepEqual(
    (await listed(app, database)).map(({ table }) => table),
    ["later", "t"],
  );
  assert.match(
    await refused(app, "PATCH", `${path}/later`, { name: "T" }),
    /^409 .*already exists/,
  );
  assert.match(await refused(app, "PATCH", `${path}/none`, { name: "x" }), /^404 Table 's.none'/);
  assert.match(await refused(app, "PATCH", `${path}/later`, { name: "1x" }), /^400 .*name/);
});

test("a renamed column: old and new files, key and layout follow", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const columns = `${schemas(database)}/s/tables/t/columns`;
  const answer = await done(app, "PATCH", `${columns}/ID`, { name: "Order Id" });
  assert.equal(answer.column, "Order Id");
  await done(app, "PATCH", `${columns}/day`, { name: "date" });
  await done(app, "PATCH", `${columns}/amount`, { name: "total" });
  const data = "Order Id,date,total,note\n2,b,22,z\n3,c,30,w\n";
  const loaded = await loadRows(app, database.id, { table: "s.t", data, mode: "upsert" });
  assert.equal(loaded.row_count, 3);
  const sql = 'SELECT "order id", "date", total, note FROM s.t ORDER BY 1';
  assert.deepEqual(await rowsOf(app, database.id, sql), [
    [1, "a", 10, "x"],
    [2, "b", 22, "z"],
    [3, "c", 30, "w"],
  ]);
  const [, table] = await listed(app, database);
  assert.deepEqual(table.partition_by, [{ column: "date", transform: "identity" }]);
  assert.equal(table.sorted_by[0].column, "total");
  const taken = await refused(app, "PATCH", `${columns}/note`, { name: "TOTAL" });
  assert.match(taken, /^409 Column 'TOTAL' already exists/);
  assert.match(await refused(app, "PATCH", `${columns}/none`, { name: "x" }), /^404 Column 'none'/);
});

test("a dropped column is gone, also for files written before", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const columns = `${schemas(database)}/s/tables/t/columns`;
  await done(app, "DELETE", `${columns}/Note`);
  assert.deepEqual(await rowsOf(app, database.id, "SELECT * FROM s.t ORDER BY 1"), [
    [1, "a", 10],
    [2, "b", 20],
  ]);
  const appended = { table: "s.t", data: "id,day,amount,note\n3,c,30,new\n" };
  await loadRows(app, database.id, appended);
  const notes = await rowsOf(app, database.id, "SELECT note FROM s.t ORDER BY id");
  assert.deepEqual(notes, [[null], [null], ["new"]]);
  assert.match(await refused(app, "DELETE", `${columns}/id`), /^409 .* table's key/);
  assert.match(await refused(app, "DELETE", `${columns}/day`), /^409 .* table's partitioning/);
  assert.match(await refused(app, "DELETE", `${columns}/amount`), /^409 .* table's sort order/);
  assert.match(await refused(app, "DELETE", `${columns}/none`), /^404 Column/);
  const unloaded = `${schemas(database)}/s/tables/declared/columns/a`;
  assert.match(await refused(app, "DELETE", unloaded), /^404 .*no columns before its first load/);
  await loadRows(app, database.id, { table: "one", data: "a\n1\n" });
  const only = `${schemas(database)}/main/tables/one/columns/a`;
  assert.match(await refused(app, "DELETE", only), /^409 .*only column/);
});

test("a schema is renamed with what is in it", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const renamed = await done(app, "PATCH", `${schemas(database)}/s`, { name: "Sales" });
  assert.deepEqual([renamed.schema, renamed.tables], ["sales", ["declared", "t"]]);
  assert.deepEqual(await rowsOf(app, database.id, "SELECT count(*) FROM sales.t"), [[2]]);
  const upsert = { table: "sales.t", data: "id,day,amount,note\n1,a,11,q\n", mode: "upsert" };
  assert.equal((await loadRows(app, database.id, upsert)).row_count, 2);
  const again = await app.call("POST", schemas(database), { json: { name: "s" } });
  assert.equal(again.status, 201, again.text);
  await loadRows(app, database.id, { table: "s.t", data: "other\n1\n" });
  assert.deepEqual(await rowsOf(app, database.id, "SELECT count(*) FROM sales.t"), [[2]]);
  await done(app, "PATCH", `${schemas(database)}/bare`, { name: "empty" });
  const to = (name: string) => ({ name });
  assert.match(await refused(app, "PATCH", `${schemas(database)}/empty`, to("S")), /^409 /);
  assert.match(await refused(app, "PATCH", `${schemas(database)}/main`, to("x")), /^409 .*default/);
  assert.match(await refused(app, "PATCH", `${schemas(database)}/none`, to("x")), /^404 Schema/);
});

test("a schema with tables is dropped only when its tables may go with it", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const path = `${schemas(database)}/s`;
  assert.match(await refused(app, "DELETE", path), /^409 .*2 tables.*cascade=true/);
  assert.match(await refused(app, "DELETE", `${path}?cascade=maybe`), /^400 /);
  await done(app, "DELETE", `${path}?cascade=true`);
  assert.deepEqual(await listed(app, database), []);
  assert.match(await refusalOf(app, database.id, "SELECT * FROM s.t"), /not found/);
  assert.match(await refused(app, "DELETE", path), /^404 /);
  await done(app, "DELETE", `${schemas(database)}/bare`);
  assert.match(await refused(app, "DELETE", `${schemas(database)}/main`), /^409 /);
  await loadRows(app, database.id, { table: "s.t", data: "a\n5\n" });
  assert.deepEqual(await rowsOf(app, database.id, "SELECT a FROM s.t"), [[5]]);
});

test("a table is deleted by the database's id", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  await done(app, "DELETE", `${schemas(database)}/s/tables/T`);
  assert.match(await refused(app, "DELETE", `${schemas(database)}/s/tables/t`), /^404 /);
});

test("a rename that a crash cut off is whole after the restart", async (t) => {
  for (const isInCatalog of [false, true]) {
    const app = await startTestApp(t);
    const database = await setUp(app);
    if (isInCatalog) {
      await done(app, "PATCH", `${schemas(database)}/s/tables/t`, { name: "u" });
    }
    await app.app.close();
    const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
    const change = { kind: "rename-table", table: { schema: "s", table: "t" }, to: "u" };
    metastore
      .prepare("INSERT INTO structure_changes (database_id, change_json) VALUES (?, ?)")
      .run(database.id, JSON.stringify(change));
    // As it was before the declarations followed.
    metastore.exec("UPDATE database_tables SET name = 't' WHERE name = 'u'");
    metastore.close();
    const again = await app.restart();
    const upsert = { table: "s.u", data: "id,day,amount,note\n1,a,11,q\n", mode: "upsert" };
    assert.equal((await loadRows(again, database.id, upsert)).row_count, 2);
    assert.deepEqual(
      (await listed(again, database)).map(({ table }) => table),
      ["declared", "u"],
    );
  }
});

test("forks during renames have the one name or the other, with the key", async (t) => {
  const app = await startTestApp(t);
  const database = await setUp(app);
  const renaming = (async () => {
    let [from, to] = ["t", "u"];
    for (let turn = 0; turn < 10; turn += 1) {
      await done(app, "PATCH", `${schemas(database)}/s/tables/${from}`, { name: to });
      [from, to] = [to, from];
    }
  })();
  const forks: Json[] = [];
  for (let turn = 0; turn < 8; turn += 1) forks.push(await forkDatabase(app, database.id));
  await renaming;
  for (const fork of forks) {
    const tables = (await listed(app, fork)).filter(({ table }) => table !== "declared");
    assert.equal(tables.length, 1, JSON.stringify(tables));
    assert.equal(tables[0].synced, true);
    assert.equal(tables[0].partition_by.length, 1);
  }
});
