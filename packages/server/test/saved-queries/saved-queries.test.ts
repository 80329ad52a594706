import assert from "node:assert/strict";
import { test } from "node:test";
import { startQueryFixture } from "../query/start-query-fixture.ts";
import { startTestApp, type TestApp } from "../start-test-app.ts";

async function save(app: TestApp, json: object) {
  const answer = await app.call("POST", "/v1/queries", { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

test("versions of a saved query", async (t) => {
  const app = await startTestApp(t);
  const first = await save(app, { name: "  daily sales ", sql: " SELECT 1 AS one\n" });
  assert.match(first.id, /^svqr[0-9a-z]{26}$/);
  const path = `/v1/queries/${first.id}`;
  const put = (json: object) => app.call("PUT", path, { json });

  await t.test("a new one is version 1, trimmed, with every field", () => {
    assert.equal(first.name, "daily sales");
    assert.equal(first.sql, "SELECT 1 AS one");
    assert.match(first.sql_hash, /^[0-9a-f]{64}$/);
    assert.equal(first.latest_version, 1);
    assert.equal(first.description, "");
    assert.deepEqual(first.tags, []);
    assert.equal(first.created_at, first.updated_at);
  });

  await t.test("another statement makes a version, all else does not", async () => {
    const renamed = await put({ name: "renamed", tags: [" a ", "b"], description: "text" });
    assert.equal(renamed.status, 200, renamed.text);
    assert.equal(renamed.json.latest_version, 1);
    assert.deepEqual(renamed.json.tags, ["a", "b"]);
    assert.equal((await put({ sql: "SELECT 1 AS one" })).json.latest_version, 1);
    const second = await put({ sql: "SELECT 2 AS two" });
    assert.equal(second.json.latest_version, 2);
    assert.equal(second.json.name, "renamed");
    assert.equal(second.json.description, "text");
    assert.equal((await put({ sql: "SELECT 1 AS one" })).json.latest_version, 3);
    assert.equal((await put({ description: "", tags: [] })).json.description, "");
    assert.deepEqual((await app.call("GET", path)).json.tags, []);
  });

  await t.test("versions are listed newest first, by page", async () => {
    const all = await app.call("GET", `${path}/versions`);
    assert.equal(all.json.saved_query_id, first.id);
    assert.deepEqual(
      all.json.versions.map((one: { version: number; sql: string }) => [one.version, one.sql]),
      [
        [3, "SELECT 1 AS one"],
        [2, "SELECT 2 AS two"],
        [1, "SELECT 1 AS one"],
      ],
    );
    const { versions, ...page } = (await app.call("GET", `${path}/versions?limit=1&offset=1`)).json;
    assert.equal(versions[0].version, 2);
    assert.deepEqual(page, {
      saved_query_id: first.id,
      count: 1,
      limit: 1,
      offset: 1,
      has_more: true,
    });
  });

  await t.test("it survives a restart, and is gone after its deletion", async () => {
    const after = await app.restart();
    assert.equal((await after.call("GET", path)).json.latest_version, 3);
    assert.equal((await after.call("DELETE", path)).status, 204);
    for (const [method, url] of [
      ["GET", path],
      ["DELETE", path],
      ["GET", `${path}/versions`],
      ["POST", `${path}/execute`],
    ] as const) {
      assert.equal((await after.call(method, url)).status, 404, `${method} ${url}`);
    }
    assert.equal((await after.call("PUT", path, { json: { name: "x" } })).status, 404);
  });
});

test("simultaneous changes get versions of their own", async (t) => {
  const app = await startTestApp(t);
  const { id } = await save(app, { name: "q", sql: "SELECT 0" });
  const texts = Array.from({ length: 8 }, (_, index) => `SELECT ${index + 1}`);
  await Promise.all(texts.map((sql) => app.call("PUT", `/v1/queries/${id}`, { json: { sql } })));
  const { json } = await app.call("GET", `/v1/queries/${id}/versions`);
  assert.deepEqual(
    json.versions.map((one: { version: number }) => one.version),
    [9, 8, 7, 6, 5, 4, 3, 2, 1],
  );
});

test("limits of the fields", async (t) => {
  const app = await startTestApp(t);
  const refused: [object, string][] = [
    [{ name: "", sql: "SELECT 1" }, "name"],
    [{ name: "   ", sql: "SELECT 1" }, "name"],
    [{ name: "x".repeat(256), sql: "SELECT 1" }, "name"],
    [{ sql: "SELECT 1" }, "name"],
    [{ name: "q" }, "sql"],
    [{ name: "q", sql: " " }, "sql"],
    [{ name: "q", sql: "x".repeat(1_000_001) }, "sql"],
    [{ name: "q", sql: "SELECT 1", description: "x".repeat(10_001) }, "description"],
    [{ name: "q", sql: "SELECT 1", tags: Array(51).fill("t") }, "tags"],
    [{ name: "q", sql: "SELECT 1", tags: ["x".repeat(101)] }, "tags.0"],
    [{ name: "q", sql: "SELECT 1", tags: ["ok", " "] }, "tags.1"],
  ];
  for (const [json, field] of refused) {
    const answer = await app.call("POST", "/v1/queries", { json });
    assert.equal(answer.status, 400, JSON.stringify(json).slice(0, 100));
    assert.equal(answer.json.error.details.errors[0].field, field);
  }
  const { id } = await save(app, {
    name: "x".repeat(255),
    sql: "SELECT 1",
    tags: Array(50).fill("t"),
    description: null,
  });
  const path = `/v1/queries/${id}`;
  for (const json of [{}, { name: null }, { unknown: 1 }]) {
    assert.equal((await app.call("PUT", path, { json })).status, 400, JSON.stringify(json));
  }
  const category = await app.call("PUT", path, { json: { category_override: "fast" } });
  assert.equal(category.status, 400);
  const broken = await app.call("POST", `${path}/execute`, { body: "{" });
  assert.equal(broken.status, 400);
  assert.match(broken.json.error.message, /Invalid JSON/);
});

test("statements are classified", async (t) => {
  const app = await startTestApp(t);
  const cases: [string, string, Record<string, unknown>][] = [
    ["SELECT * FROM t", "full_scan", { num_tables: 1 }],
    ["SELECT * FROM t UNION ALL SELECT * FROM u", "full_scan", { num_tables: 2 }],
    ["SELECT a, b FROM t", "projection", { has_predicate: false }],
    ["SELECT 42", "projection", { num_tables: 0 }],
    ["SELECT * EXCLUDE (a) FROM t ORDER BY b", "projection", { has_order_by: true }],
    ["SELECT * FROM t WHERE a > 1", "filtered_scan", { has_predicate: true, has_limit: false }],
    ["SELECT * FROM t WHERE a > 1 LIMIT 10", "filtered_scan", { has_limit: true }],
    ["SELECT * FROM t WHERE id = 7 LIMIT 1", "point_lookup", { has_limit: true }],
    ["SELECT count(*) FROM t WHERE a > 1", "aggregation", { has_group_by: false }],
    ["SELECT a, sum(b) FROM t GROUP BY a", "aggregation", { has_group_by: true }],
    ["SELECT a FROM t GROUP BY ALL", "aggregation", { has_aggregation: true }],
    ["SELECT approx_distinct(a) FROM t", "aggregation", { has_aggregation: true }],
    ["SELECT sum(a) OVER (ORDER BY b) FROM t", "projection", { has_aggregation: false }],
    ["SELECT count(*) FROM t JOIN u USING (id)", "join", { has_aggregation: true, num_tables: 2 }],
    ["SELECT * FROM t a, t b", "join", { num_tables: 1, has_join: true }],
    ["WITH x AS (SELECT * FROM t) SELECT * FROM x WHERE a = 1", "filtered_scan", { num_tables: 1 }],
  ];
  for (const [sql, category, facts] of cases) {
    const saved = await save(app, { name: "q", sql });
    assert.equal(saved.category, category, sql);
    for (const [name, value] of Object.entries(facts)) {
      assert.equal(saved[name], value, `${sql}: ${name}`);
    }
  }
  for (const sql of ["SELEC 1", "DELETE FROM t", "SELECT 1; SELECT 2"]) {
    const saved = await save(app, { name: "draft", sql });
    for (const name of ["category", "num_tables", "has_join", "has_limit", "table_size"]) {
      assert.equal(saved[name], null, `${sql}: ${name}`);
    }
  }
});

test("overrides are shown in place of what was detected, until null takes them away", async (t) => {
  const app = await startTestApp(t);
  const { id } = await save(app, { name: "q", sql: "SELECT * FROM t" });
  const put = (json: object) => app.call("PUT", `/v1/queries/${id}`, { json });
  const set = await put({ category_override: "join", table_size_override: "large" });
  assert.equal(set.json.category, "join");
  assert.equal(set.json.table_size, "large");
  assert.equal(set.json.latest_version, 1);
  const kept = await put({ sql: "SELECT a FROM t" });
  assert.equal(kept.json.category, "join");
  const [version] = (await app.call("GET", `/v1/queries/${id}/versions`)).json.versions;
  assert.equal(version.category, "projection");
  const cleared = await put({ category_override: null, table_size_override: null });
  assert.equal(cleared.json.category, "projection");
  assert.equal(cleared.json.table_size, null);
});

test("the listing is by name and belongs to the workspace", async (t) => {
  const app = await startTestApp(t);
  for (const name of ["b", "a", "c", "a"]) await save(app, { name, sql: "SELECT 1" });
  const { queries, ...page } = (await app.call("GET", "/v1/queries?limit=3")).json;
  assert.deepEqual(
    queries.map((one: { name: string }) => one.name),
    ["a", "a", "b"],
  );
  assert.ok(queries[0].id < queries[1].id);
  assert.deepEqual(page, { count: 3, limit: 3, offset: 0, has_more: true });
  const rest = await app.call("GET", "/v1/queries?limit=3&offset=3");
  assert.equal(rest.json.has_more, false);
  assert.equal(rest.json.queries[0].name, "c");
  assert.equal((await app.call("GET", "/v1/queries?limit=5000")).json.limit, 1000);
  assert.equal((await app.call("GET", "/v1/queries?limit=-1")).status, 400);

  const created = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const headers = { "x-workspace-id": created.json.workspace.public_id };
  assert.equal((await app.call("GET", "/v1/queries", { headers })).json.count, 0);
  const foreign = await app.call("GET", `/v1/queries/${queries[0].id}`, { headers });
  assert.equal(foreign.status, 404);
});

test("execution", async (t) => {
  const { app, headers, get } = await startQueryFixture(t);
  const { id } = await save(app, { name: "orders", sql: "SELECT count(*) AS n FROM orders" });
  await app.call("PUT", `/v1/queries/${id}`, { json: { sql: 'SELECT max("Name") FROM orders' } });
  const execute = (json?: object, extra: Record<string, string> = headers) =>
    app.call("POST", `/v1/queries/${id}/execute`, {
      headers: extra,
      ...(json === undefined ? {} : { json }),
    });

  await t.test("without a body, the newest version", async () => {
    const answer = await execute();
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json.rows, [["cid"]]);
    const run = await get(`/v1/query-runs/${answer.json.query_run_id}`);
    assert.equal(run.json.saved_query_id, id);
    assert.equal(run.json.saved_query_version, 2);
    assert.equal((await get(`/v1/results/${answer.json.result_id}`)).status, 200);
  });

  await t.test("a version by its number; one that is not there is 404", async () => {
    assert.deepEqual((await execute({ version: 1 })).json.rows, [[3]]);
    assert.deepEqual((await execute({ version: null })).json.rows, [["cid"]]);
    for (const version of [0, 3, -1]) assert.equal((await execute({ version })).status, 404);
    assert.equal((await execute({ version: "1" })).status, 400);
  });

  await t.test("scope: as for a query", async () => {
    assert.equal((await execute({}, { "x-database-id": "dbidnone" })).status, 404);
    assert.equal((await execute({}, { "x-database-id": "" })).status, 400);
    const unscoped = await execute({}, {});
    assert.equal(unscoped.status, 400, "the default database has no orders");
    assert.match(unscoped.json.error.message, /orders' not found/);
  });

  await t.test("its runs can be listed, also after it was deleted", async () => {
    await app.call("POST", "/v1/query", { json: { sql: "SELECT 1" }, headers });
    const path = `/v1/query-runs?saved_query_id=${id}`;
    const versions = async () =>
      (await get(path)).json.query_runs.map(
        (run: { saved_query_version: number }) => run.saved_query_version,
      );
    assert.deepEqual(await versions(), [2, 1, 2]);
    const page = await get(`${path}&limit=2`);
    assert.equal(page.json.has_more, true);
    assert.equal((await get("/v1/query-runs?saved_query_id=svqrnone")).json.count, 0);
    await app.call("DELETE", `/v1/queries/${id}`);
    assert.deepEqual(await versions(), [2, 1, 2]);
  });
});
