import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { startSourceApp, unscopedRows } from "./sqlite-sources.ts";

test("tables are discovered again: what is new, changed and gone", async (t) => {
  const { app, files, connect } = await startSourceApp(t);
  files.run("other", "CREATE TABLE one (a INTEGER)");
  const shop = await connect("shop");
  await connect("other");
  files.run(
    "shop",
    "CREATE TABLE items (id INTEGER); ALTER TABLE orders ADD COLUMN note TEXT; DROP TABLE customers",
  );
  const one = await app.call("POST", "/v1/refresh", { json: { connection_id: shop.id } });
  assert.equal(one.status, 200, one.text);
  assert.deepEqual(one.json, {
    connections_refreshed: 1,
    connections_failed: 0,
    tables_discovered: 2,
    tables_added: 1,
    tables_modified: 1,
  });
  const broken = await connect("nothing_here");
  const all = (await app.call("POST", "/v1/refresh", { json: {} })).json;
  assert.deepEqual(
    { ...all, errors: all.errors.length },
    {
      connections_refreshed: 2,
      connections_failed: 1,
      tables_discovered: 3,
      tables_added: 0,
      tables_modified: 0,
      errors: 1,
    },
  );
  assert.equal(all.errors[0].connection_id, broken.id);
  assert.match(all.errors[0].error, /^[^\n]{10,500}$/);
  const unknown = await app.call("POST", "/v1/refresh", { json: { connection_id: "conn1" } });
  assert.equal(unknown.status, 404);
});

test("information_schema over REST lists tables of all connections, by page", async (t) => {
  const { app, files, connect } = await startSourceApp(t);
  files.run("other", "CREATE TABLE one (a INTEGER); CREATE TABLE two (b TEXT)");
  const shop = await connect("shop", { name: "Shop" });
  await connect("other");
  const list = async (query: string) => {
    const answer = await app.call("GET", `/v1/information_schema${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const names: string[] = [];
  let cursor = "";
  do {
    const page = await list(`?limit=3${cursor}`);
    assert.equal(page.count, page.tables.length);
    for (const { connection, schema, table } of page.tables) {
      names.push(`${connection}.${schema}.${table}`);
    }
    cursor = page.has_more ? `&cursor=${page.next_cursor}` : "";
  } while (cursor !== "");
  assert.deepEqual(names, [
    "other.main.one",
    "other.main.two",
    "Shop.main.customers",
    "Shop.main.orders",
  ]);
  const { tables } = await list(`?connection_id=${shop.id}&table=ORD%25&include_columns=true`);
  assert.deepEqual(tables, [
    {
      connection: "Shop",
      schema: "main",
      table: "orders",
      synced: false,
      last_sync: null,
      columns: [
        { name: "id", data_type: "Int64", nullable: false },
        { name: "customer", data_type: "Utf8", nullable: false },
        { name: "amount", data_type: "Float64", nullable: true },
      ],
      partition_by: [],
      sorted_by: [],
      constant_per_key: [],
    },
  ]);
  assert.equal("columns" in (await list("?table=one")).tables[0], false);
});

test("information_schema in SQL shows a source before anything of it is copied", async (t) => {
  const { app, connect } = await startSourceApp(t);
  const { id } = await connect("shop");
  const sqlText = (catalog: string) =>
    `SELECT table_name, column_name, is_nullable FROM information_schema.columns
     WHERE table_catalog = '${catalog}' ORDER BY table_name, ordinal_position`;
  const columns = [
    ["customers", "name", "YES"],
    ["customers", "city", "YES"],
    ["orders", "id", "NO"],
    ["orders", "customer", "NO"],
    ["orders", "amount", "YES"],
  ];
  const unscoped = await unscopedRows(app, sqlText("shop"));
  assert.deepEqual(
    unscoped.map(([table, column]) => [table, column]),
    columns.map(([table, column]) => [table, column]),
  );
  assert.deepEqual(
    unscoped.filter(([table]) => table === "orders"),
    columns.filter(([table]) => table === "orders"),
  );
  const database = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const ask = async (databaseId: string) =>
    (
      await app.call("POST", "/v1/query", {
        json: { sql: sqlText("till") },
        headers: { "x-database-id": databaseId },
      })
    ).json.rows;
  assert.deepEqual(await ask(database.id), []);
  const attached = await app.call("POST", `/v1/databases/${database.id}/catalogs`, {
    json: { connection_id: id, alias: "till" },
  });
  assert.equal(attached.status, 204, attached.text);
  assert.equal((await ask(database.id)).length, 5);
  const fork = (await app.call("POST", `/v1/databases/${database.id}/fork`, { json: {} })).json;
  assert.equal((await ask(fork.id)).length, 5);
  const shown = (await app.call("GET", `/v1/databases/${fork.id}`)).json;
  assert.deepEqual(shown.attachments, [{ connection_id: id, alias: "till" }]);
});

test("a connection is attached once, under a name that is free", async (t) => {
  const { app, files, connect } = await startSourceApp(t);
  files.run("other", "CREATE TABLE one (a INTEGER)");
  const shop = await connect("shop");
  const other = await connect("other");
  const database = (await app.call("POST", "/v1/databases", { json: { default_catalog: "own" } }))
    .json;
  const second = (await app.call("POST", "/v1/databases", { json: { default_catalog: "crm" } }))
    .json;
  const attach = async (json: object) =>
    (await app.call("POST", `/v1/databases/${database.id}/catalogs`, { json })).status;
  assert.equal(await attach({ connection_id: shop.id, alias: "own" }), 409);
  assert.equal(await attach({ connection_id: shop.id, alias: "no name" }), 400);
  assert.equal(await attach({ connection_id: shop.id }), 204);
  assert.equal(await attach({ connection_id: shop.id, alias: "again" }), 409);
  assert.equal(await attach({ connection_id: other.id, alias: "Shop" }), 409);
  assert.equal(await attach({ connection_id: second.default_connection_id, alias: "shop" }), 409);
  assert.equal(await attach({ connection_id: second.default_connection_id }), 204);
  assert.equal(await attach({ connection_id: other.id, alias: "crm" }), 409);
  const shown = (await app.call("GET", `/v1/databases/${database.id}`)).json;
  assert.deepEqual(shown.attachments, [
    { connection_id: shop.id, alias: "shop" },
    { connection_id: second.default_connection_id, alias: "crm" },
  ]);
});

test("a name is part of no SQL: it may have any characters", async (t) => {
  const { app, connect, files } = await startSourceApp(t);
  const config = { path: files.path("shop") };
  for (const name of [
    `a"; COPY (SELECT 1) TO '${files.folder}/out.csv'; --`,
    "a.b",
    "Größe 1",
    "'",
    "select",
  ]) {
    await connect("shop", { name, config });
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const rows = await unscopedRows(app, `SELECT count(*) FROM ${quoted}.main.orders`);
    assert.deepEqual(rows, [[2]], name);
  }
  assert.deepEqual(await readdir(files.folder), ["shop.sqlite"]);
});
