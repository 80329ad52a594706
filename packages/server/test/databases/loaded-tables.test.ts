import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, type Json, type TestApp, startTestApp } from "../start-test-app.ts";

async function setUp(app: TestApp): Promise<Json> {
  return (await app.call("POST", "/v1/databases", { json: {} })).json;
}

function load(app: TestApp, databaseId: string, table: string, data: string): Promise<Answer> {
  const path = `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`;
  return app.call("POST", path, { json: { mode: "replace", data } });
}

test("a loaded table is shown as synced, with its columns in Arrow's type names", async (t) => {
  const app = await startTestApp(t);
  const { id, default_connection_id: connection } = await setUp(app);
  const loaded = await load(app, id, "Orders", "id,at,Name\n1,2026-01-01 00:00:00,x\n");
  assert.equal(loaded.status, 200, loaded.text);
  const path = `/v1/information_schema?connection_id=${connection}&include_columns=true`;
  const [table] = (await app.call("GET", path)).json.tables;
  assert.equal(table.table, "orders");
  assert.equal(table.synced, true);
  assert.ok(Math.abs(Date.parse(table.last_sync) - Date.now()) < 60_000);
  assert.deepEqual(table.columns, [
    { name: "id", data_type: "Int64", nullable: true },
    { name: "at", data_type: "timestamp[us]", nullable: true },
    { name: "Name", data_type: "Utf8", nullable: true },
  ]);
  const declared = await app.call("POST", `/v1/databases/${id}/schemas/main/tables`, {
    json: { name: "orders" },
  });
  assert.equal(declared.status, 409);
});

test("a deleted table takes its rows with it; its name can be loaded again", async (t) => {
  const app = await startTestApp(t);
  const { id, default_connection_id: connection } = await setUp(app);
  await load(app, id, "t", "a\n1\n2\n");
  const path = `/v1/connections/${connection}/schemas/main/tables/t`;
  assert.equal((await app.call("DELETE", path)).status, 204);
  assert.equal((await app.call("DELETE", path)).status, 404);
  const listing = `/v1/information_schema?connection_id=${connection}`;
  assert.deepEqual((await app.call("GET", listing)).json.tables, []);
  assert.equal((await load(app, id, "t", "b\n3\n")).json.row_count, 1);
});

test("one upload makes one table even when two loads ask for it at once", async (t) => {
  const app = await startTestApp(t);
  const { id } = await setUp(app);
  const upload = await app.call("POST", "/v1/files", {
    headers: { "content-type": "text/csv" },
    body: "a\n1\n",
  });
  const statuses = await Promise.all(
    ["one", "two"].map(async (table) => {
      const path = `/v1/databases/${id}/schemas/main/tables/${table}/loads`;
      const json = { mode: "replace", upload_id: upload.json.id };
      return (await app.call("POST", path, { json })).status;
    }),
  );
  assert.deepEqual(
    statuses.toSorted((a, b) => (a < b ? -1 : 1)),
    [200, 409],
  );
  const { uploads } = (await app.call("GET", "/v1/files")).json;
  assert.equal(uploads[0].status, "consumed");
});

test("an upload whose load failed can be loaded again", async (t) => {
  const app = await startTestApp(t);
  const { id } = await setUp(app);
  const upload = await app.call("POST", "/v1/files", {
    headers: { "content-type": "application/parquet" },
    body: "this is not parquet",
  });
  const path = `/v1/databases/${id}/schemas/main/tables/t/loads`;
  const wrong = { mode: "replace", upload_id: upload.json.id };
  assert.equal((await app.call("POST", path, { json: wrong })).status, 400);
  const right = { ...wrong, format: "csv" };
  const loaded = await app.call("POST", path, { json: right });
  assert.equal(loaded.status, 200, loaded.text);
});
