import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp, type TestApp } from "../start-test-app.ts";

const INDEX = { index_name: "by_a", columns: ["a"] };

async function startWithTable(t: Parameters<typeof startTestApp>[0]) {
  const app = await startTestApp(t);
  const schemas = [{ name: "main", tables: [{ name: "declared" }] }];
  const database = (await app.call("POST", "/v1/databases", { json: { schemas } })).json;
  const load = { json: { mode: "replace", data: "a\n1\n" } };
  const path = `/v1/databases/${database.id}/schemas/main/tables/loaded/loads`;
  assert.equal((await app.call("POST", path, load)).status, 200);
  return { app, database, connection: database.default_connection_id };
}

async function refused(app: TestApp, method: string, path: string, json?: object) {
  const answer = await app.call(method, path, json === undefined ? {} : { json });
  return [answer.status, answer.json.error.code] as const;
}

test("indexes of tables that exist are not there yet, others are not found", async (t) => {
  const { app, connection } = await startWithTable(t);
  const calls: readonly [string, string, object?][] = [
    ["GET", ""],
    ["POST", "", INDEX],
    ["DELETE", "/by_a"],
  ];
  for (const [method, rest, body] of calls) {
    for (const table of ["declared", "loaded", "LOADED"]) {
      const path = `/v1/connections/${connection}/tables/main/${table}/indexes${rest}`;
      assert.deepEqual(await refused(app, method, path, body), [501, "NOT_IMPLEMENTED"]);
    }
    for (const where of [`${connection}/tables/main/nothing`, "conn1/tables/main/loaded"]) {
      const path = `/v1/connections/${where}/indexes${rest}`;
      assert.deepEqual(await refused(app, method, path, body), [404, "NOT_FOUND"]);
    }
  }
});

test("an index that is asked for is checked first", async (t) => {
  const { app, connection } = await startWithTable(t);
  const path = `/v1/connections/${connection}/tables/main/loaded/indexes`;
  const wrong: readonly [object, string][] = [
    [{ index_name: "" }, "index_name"],
    [{ columns: [] }, "columns"],
    [{ index_type: "btree" }, "index_type"],
    [{ metric: "l1" }, "metric"],
    [{ dimensions: 0 }, "dimensions"],
    [{ async_after_ms: 2_000 }, "async_after_ms"],
  ];
  for (const [change, field] of wrong) {
    const answer = await app.call("POST", path, { json: { ...INDEX, ...change } });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field);
  }
});

test("the listing over all tables checks its scope and filters", async (t) => {
  const { app, database, connection } = await startWithTable(t);
  const list = async (query: string, databaseId?: string) => {
    const headers = databaseId === undefined ? {} : { "x-database-id": databaseId };
    return (await app.call("GET", `/v1/indexes${query}`, { headers })).status;
  };
  assert.equal(await list(""), 501);
  assert.equal(await list("", database.id), 501);
  assert.equal(await list(`?connection_id=${connection}&index_type=vector`, database.id), 501);
  assert.equal(await list("", "dbid1"), 404);
  assert.equal(await list("", "a b"), 400);
  assert.equal(await list("?connection_id=conn1"), 404);
  assert.equal(await list("?index_type=btree"), 400);
  assert.equal(await list("?limit=-1"), 400);
});

test("indexes of datasets are not there yet, those of unknown ones are not found", async (t) => {
  const app = await startTestApp(t);
  const source = { type: "inline", inline: { format: "csv", content: "a\n1\n" } };
  const made = await app.call("POST", "/v1/datasets", { json: { label: "ones", source } });
  assert.equal(made.status, 201, made.text);
  const calls: readonly [string, string, object?][] = [
    ["GET", ""],
    ["POST", "", INDEX],
    ["DELETE", "/by_a"],
  ];
  for (const [method, rest, body] of calls) {
    const path = (id: string) => `/v1/datasets/${id}/indexes${rest}`;
    const known = await refused(app, method, path(made.json.id), body);
    assert.deepEqual(known, [501, "NOT_IMPLEMENTED"]);
    assert.deepEqual(await refused(app, method, path("data1"), body), [404, "NOT_FOUND"]);
  }
  const json = { columns: ["a"] };
  const wrong = await app.call("POST", `/v1/datasets/${made.json.id}/indexes`, { json });
  assert.equal(wrong.status, 400);
});
