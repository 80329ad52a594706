import assert from "node:assert/strict";
import { test } from "node:test";
import { type Json, type TestApp, startTestApp } from "../start-test-app.ts";

async function setUp(app: TestApp, schemas: object[] = []): Promise<Json> {
  const answer = await app.call("POST", "/v1/databases", { json: { schemas } });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

async function tablesOf({ call }: TestApp, connectionId: string, query = ""): Promise<Json> {
  const answer = await call("GET", `/v1/information_schema?connection_id=${connectionId}${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

test("schemas and tables are declared on both routes, in lower case", async (t) => {
  const app = await startTestApp(t);
  const { id, default_connection_id: connection } = await setUp(app);
  const byDatabase = `/v1/databases/${id}/schemas`;
  const byConnection = `/v1/connections/${connection}/schemas`;

  const schema = { name: "Sales", tables: [{ name: "Orders" }] };
  const added = await app.call("POST", byDatabase, { json: schema });
  assert.equal(added.status, 201);
  assert.deepEqual(added.json, { connection_id: connection, schema: "sales", tables: ["orders"] });
  const other = await app.call("POST", byConnection, { json: { name: "raw", tables: [] } });
  assert.deepEqual(other.json, { connection_id: connection, schema: "raw", tables: [] });

  const table = await app.call("POST", `${byConnection}/SALES/tables`, { json: { name: "Items" } });
  assert.equal(table.status, 201);
  assert.deepEqual(table.json, { connection_id: connection, schema: "sales", table: "items" });
  const main = await app.call("POST", `${byDatabase}/main/tables`, { json: { name: "t" } });
  assert.equal(main.status, 201);

  const { tables } = await tablesOf(app, connection);
  assert.deepEqual(
    tables.map((one: Json) => `${one.schema}.${one.table} ${one.synced}`),
    ["main.t false", "sales.items false", "sales.orders false"],
  );
});

test("what is there already is a 409, what is missing a 404, a bad name a 400", async (t) => {
  const app = await startTestApp(t);
  const { id } = await setUp(app, [{ name: "s", tables: [{ name: "t" }] }]);
  const refusal = async (path: string, json: object) => {
    const answer = await app.call("POST", path, { json });
    return `${answer.status} ${answer.json.error.message}`;
  };
  const schemas = `/v1/databases/${id}/schemas`;
  assert.equal(await refusal(schemas, { name: "S" }), "409 Schema 's' already exists.");
  assert.match(await refusal(schemas, { name: "main" }), /^409 .*already exists/);
  assert.match(await refusal(`${schemas}/s/tables`, { name: "T" }), /^409 .*already exists/);
  assert.match(await refusal(`${schemas}/nope/tables`, { name: "t" }), /^404 Schema 'nope'/);
  assert.match(await refusal(`${schemas}/s/tables`, { name: "1t" }), /^400 .*`name`/);
  assert.match(await refusal("/v1/databases/dbidnone/schemas", { name: "a" }), /^404 Database/);
  assert.match(await refusal("/v1/connections/connnone/schemas", { name: "a" }), /^404 Connection/);
  const twice = { name: "k", key: ["a", "a"] };
  assert.match(await refusal(`${schemas}/s/tables`, twice), /^400 key has 'a' twice/);
  const layout = { name: "k", partition_by: [{ column: "d", transform: "week" }] };
  assert.match(await refusal(`${schemas}/s/tables`, layout), /^400 .*partition_by\.0\.transform/);
});

test("a deleted table is gone and its name free at once", async (t) => {
  const app = await startTestApp(t);
  const { id, default_connection_id: connection } = await setUp(app, [
    { name: "s", tables: [{ name: "t" }] },
  ]);
  const path = `/v1/connections/${connection}/schemas/s/tables/T`;
  assert.equal((await app.call("DELETE", path)).status, 204);
  const again = await app.call("DELETE", path);
  assert.equal(again.status, 404);
  assert.equal(again.json.error.message, "Table 's.t' not found.");
  assert.equal((await tablesOf(app, connection)).count, 0);
  const redeclared = { json: { name: "t" } };
  const answer = await app.call("POST", `/v1/databases/${id}/schemas/s/tables`, redeclared);
  assert.equal(answer.status, 201);
});

test("key and layout are kept and shown, nulls and empty lists count as absent", async (t) => {
  const app = await startTestApp(t);
  const { id, default_connection_id: connection } = await setUp(app, [
    {
      name: "s",
      tables: [
        {
          name: "laid_out",
          key: ["id"],
          partition_by: [{ column: "at", transform: "day" }],
          sorted_by: [{ column: "a" }, { column: "b", direction: "desc", nulls: "last" }],
        },
        { name: "plain", key: [], partition_by: null, sorted_by: [] },
      ],
    },
  ]);
  const { tables } = await tablesOf(app, connection, "&include_columns=true");
  assert.deepEqual(tables, [
    {
      connection: `__db_${id}`,
      schema: "s",
      table: "laid_out",
      synced: false,
      last_sync: null,
      columns: [],
      constant_per_key: [],
      partition_by: [{ column: "at", transform: "day" }],
      sorted_by: [
        { column: "a", direction: null, nulls: null },
        { column: "b", direction: "desc", nulls: "last" },
      ],
    },
    {
      connection: `__db_${id}`,
      schema: "s",
      table: "plain",
      synced: false,
      last_sync: null,
      columns: [],
      constant_per_key: [],
      partition_by: [],
      sorted_by: [],
    },
  ]);
});

test("the information schema pages, filters by pattern, and is empty without a connection", async (t) => {
  const app = await startTestApp(t);
  const tables = ["a_1", "a_2", "b_1"].map((name) => ({ name }));
  const { default_connection_id: connection } = await setUp(app, [
    { name: "one", tables },
    { name: "two", tables },
  ]);
  const found = async (query: string) =>
    (await tablesOf(app, connection, query)).tables.map(
      (one: Json) => `${one.schema}.${one.table}`,
    );
  assert.deepEqual(await found("&schema=one&table=a%25"), ["one.a_1", "one.a_2"]);
  assert.deepEqual(await found("&table=%25_1&schema=T%25"), ["two.a_1", "two.b_1"]);
  assert.deepEqual(await found("&table=a"), []);

  const pages: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = `&limit=4${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const page: Json = await tablesOf(app, connection, query);
    assert.equal(page.limit, 4);
    assert.equal(page.has_more, page.next_cursor !== null);
    pages.push(page.tables.map((one: Json) => `${one.schema}.${one.table}`));
    cursor = page.next_cursor;
  }
  assert.deepEqual(pages, [
    ["one.a_1", "one.a_2", "one.b_1", "two.a_1"],
    ["two.a_2", "two.b_1"],
  ]);

  const [first] = (await tablesOf(app, connection, "&limit=1")).tables;
  assert.ok(!("columns" in first));
  const none = await app.call("GET", "/v1/information_schema");
  assert.deepEqual([none.status, none.json.tables], [200, []]);
  assert.equal((await app.call("GET", "/v1/information_schema?connection_id=x")).status, 404);
  const bad = `/v1/information_schema?connection_id=${connection}&cursor=e30`;
  assert.equal((await app.call("GET", bad)).status, 400);
});
