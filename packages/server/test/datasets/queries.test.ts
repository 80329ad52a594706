import assert from "node:assert/strict";
import { test } from "node:test";
import { DatasetFixture } from "./dataset-fixture.ts";

test("datasets of queries", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  await fixture.load("orders", "id,amount\n1,10.50\n2,20.25\n");
  const scoped = await app.call("POST", "/v1/databases", { json: { name: "other" } });
  const headers = { "x-database-id": scoped.json.id as string };
  await fixture.load("orders", "id,amount\n7,70\n", scoped.json.id);

  await t.test("a statement is saved as a query, named like the dataset", async () => {
    const sql = "SELECT id, amount * 2 AS doubled FROM orders";
    const made = await fixture.create("Doubled orders", { type: "sql_query", sql });
    assert.deepEqual(await fixture.rows("SELECT * FROM datasets.main.doubled_orders ORDER BY id"), [
      [1, 21],
      [2, 40.5],
    ]);
    assert.equal((await fixture.get(made.id)).source_type, "sql_query");
    const { queries } = (await app.call("GET", "/v1/queries")).json;
    assert.deepEqual(
      queries.map((one: { name: string; latest_version: number }) => [
        one.name,
        one.latest_version,
      ]),
      [["Doubled orders", 1]],
    );
    const saved = await app.call("GET", `/v1/queries/${queries[0].id}`);
    assert.equal(saved.json.sql, sql);
    assert.equal(saved.json.category, "projection");
  });

  await t.test("its name and description can be given; untagged form", async () => {
    await fixture.create("named", {
      sql: "SELECT 1 AS one",
      name: "the query",
      description: "why",
    });
    const { queries } = (await app.call("GET", "/v1/queries")).json;
    const saved = queries.find((one: { name: string }) => one.name === "the query");
    assert.equal(saved.description, "why");
  });

  await t.test("a failed one saves nothing, and says what the engine says", async () => {
    const before = (await app.call("GET", "/v1/queries")).json.count;
    for (const [sql, said] of [
      ["SELECT nope FROM orders", /nope/],
      ["SELECT * FROM missing", /table 'default\.main\.missing' not found/],
      ["DELETE FROM orders", /^400 /],
      ["SELECT 1 AS a; SELECT 2 AS b", /^400 /],
      ["SELECT 1 AS a, 2 AS A", /more than one column called "A"/],
    ] as const) {
      const text = await fixture.refusal({ label: "failed", source: { type: "sql_query", sql } });
      assert.match(text, /^400 /, sql);
      assert.match(text, said, sql);
    }
    assert.equal((await app.call("GET", "/v1/queries")).json.count, before);
    assert.match(await fixture.problem("SELECT * FROM datasets.main.failed"), /not found/);
  });

  await t.test("no rows are no problem: the columns are known", async () => {
    await fixture.create("empty", { sql: "SELECT id, amount FROM orders WHERE false" });
    const { json } = await fixture.query("SELECT * FROM datasets.main.empty");
    assert.deepEqual([json.columns, json.rows], [["id", "amount"], []]);
  });

  await t.test("the database of the header is what it reads", async () => {
    const sql = "SELECT id FROM orders";
    await fixture.create("scoped", { type: "sql_query", sql }, headers);
    assert.deepEqual(await fixture.rows("SELECT * FROM datasets.main.scoped"), [[7]]);
    await fixture.create("unscoped", { type: "sql_query", sql }, { "x-database-id": "" });
    assert.deepEqual(await fixture.rows("SELECT * FROM datasets.main.unscoped ORDER BY id"), [
      [1],
      [2],
    ]);
    const json = { label: "L", source: { type: "sql_query", sql } };
    assert.match(await fixture.refusal(json, { "x-database-id": "a b" }), /^400 Malformed/);
    assert.match(await fixture.refusal(json, { "x-database-id": "dbidnone" }), /^404 /);
    const inline = { label: "ignores it", source: { inline: { format: "csv", content: "a\n1" } } };
    assert.equal((await fixture.post(inline, { "x-database-id": "dbidnone" })).status, 201);
  });

  await t.test("an unscoped one reads datasets, a scoped one does not", async () => {
    const sql = "SELECT sum(id) AS s FROM datasets.main.unscoped";
    await fixture.create("of datasets", { type: "sql_query", sql });
    assert.deepEqual(await fixture.rows("SELECT s FROM datasets.main.of_datasets"), [[3]]);
    const json = { label: "L", source: { type: "sql_query", sql } };
    assert.match(await fixture.refusal(json, headers), /^400 table '.*' not found: datasets are/);
  });

  await t.test("a saved query, in one version or the newest", async () => {
    const query = { name: "q", sql: "SELECT 1 AS version" };
    const saved = (await app.call("POST", "/v1/queries", { json: query })).json.id;
    await app.call("PUT", `/v1/queries/${saved}`, { json: { sql: "SELECT 2 AS version" } });
    await fixture.create("newest", { type: "saved_query", saved_query_id: saved });
    await fixture.create("first one", { saved_query_id: saved, version: 1 });
    const sql =
      "SELECT a.version, b.version FROM datasets.main.newest a, datasets.main.first_one b";
    assert.deepEqual(await fixture.rows(sql), [[2, 1]]);
    for (const source of [
      { type: "saved_query", saved_query_id: "svqrnone" },
      { type: "saved_query", saved_query_id: saved, version: 9 },
    ]) {
      assert.match(await fixture.refusal({ label: "L", source }), /^404 /);
    }
  });

  await t.test("types of results are kept", async () => {
    const types =
      "SELECT sum(id) AS huge, 1.50::DECIMAL(9,2) AS m, TIMESTAMPTZ '2026-01-31 00:00:00Z' AS t, " +
      "[1, 2] AS l, {'a': 1} AS s, 9007199254740993 AS big, NULL AS nothing, INTERVAL 1 day AS i, " +
      "'a'::BLOB AS b FROM orders";
    await fixture.create("types", { sql: types });
    const described = async (sql: string) =>
      (await fixture.rows(`DESCRIBE ${sql}`)).map((row) => row.slice(0, 2));
    assert.deepEqual(
      await described("SELECT * FROM datasets.main.types"),
      (await described(types)).map(([name, type]) => [name, type]),
    );
    const rowsOf = async (sql: string) => {
      const { text } = await fixture.query(sql);
      return text.slice(text.indexOf('"rows":'));
    };
    assert.equal(await rowsOf("SELECT * FROM datasets.main.types"), await rowsOf(types));
  });
});

test("what SQL sees of datasets", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  await fixture.csv("visible", "a,b\n1,x\n");
  const databaseId = await fixture.defaultDatabaseId();

  await t.test("information_schema lists them for queries without a database only", async () => {
    const tables =
      "SELECT table_catalog, table_schema, table_name, table_type FROM information_schema.tables " +
      "WHERE table_catalog = 'datasets' AND table_schema <> 'information_schema'";
    assert.deepEqual(await fixture.rows(tables), [["datasets", "main", "visible", "BASE TABLE"]]);
    const columns =
      "SELECT column_name, data_type FROM datasets.information_schema.columns " +
      "WHERE table_name = 'visible' ORDER BY ordinal_position";
    assert.deepEqual(await fixture.rows(columns), [
      ["a", "Int64"],
      ["b", "Utf8"],
    ]);
    assert.deepEqual(
      await fixture.rows(
        "SELECT schema_name FROM information_schema.schemata WHERE catalog_name = 'datasets'",
      ),
      [["information_schema"], ["main"]],
    );
    const scoped = await fixture.query(tables, { database_id: databaseId });
    assert.deepEqual(scoped.json.rows, []);
    assert.match(await fixture.problem(columns, { database_id: databaseId }), /not found/);
  });

  await t.test("a query with a database does not see them", async () => {
    const options = { database_id: databaseId };
    const said = await fixture.problem("SELECT * FROM datasets.main.visible", options);
    assert.match(said, /^table 'datasets\.main\.visible' not found: .*X-Database-Id/);
  });

  await t.test("joined with tables and results, described, explained, in a CTE", async () => {
    await fixture.load("t", "a,c\n1,9\n");
    const result = await fixture.query("SELECT 1 AS a, true AS d");
    assert.deepEqual(
      await fixture.rows(
        "WITH v AS (SELECT * FROM datasets.main.visible) SELECT v.b, t.c, r.d FROM v " +
          `JOIN default.main.t USING (a) JOIN hotdata.results."${result.json.result_id}" r USING (a)`,
      ),
      [["x", 9, true]],
    );
    const described = await fixture.rows("DESCRIBE datasets.main.visible");
    assert.deepEqual(
      described.map((row) => row.slice(0, 2)),
      [
        ["a", "Int64"],
        ["b", "Utf8"],
      ],
    );
    const plan = await fixture.query("EXPLAIN SELECT * FROM datasets.main.visible WHERE a = 1");
    assert.equal(plan.status, 200);
    assert.ok(!plan.text.includes(app.dataDir), plan.text);
    const types = await fixture.rows(
      "SELECT arrow_typeof(a), arrow_typeof(b) FROM datasets.main.visible",
    );
    assert.deepEqual(types, [["Int64", "Utf8"]]);
  });

  await t.test("runs tell how many rows were scanned", async () => {
    const { json } = await fixture.query("SELECT * FROM datasets.main.visible WHERE a = 5");
    const run = (await app.call("GET", `/v1/query-runs/${json.query_run_id}`)).json;
    assert.equal(run.rows_scanned, 1);
  });

  await t.test("AT is refused, and so is what is not there", async () => {
    const at = await fixture.problem("SELECT * FROM datasets.main.visible AT (VERSION => 1)");
    assert.match(at, /AT cannot follow datasets\.main\.visible/);
    for (const name of ["datasets.main.none", "datasets.other.visible"]) {
      assert.equal(await fixture.problem(`SELECT * FROM ${name}`), `table '${name}' not found`);
    }
  });

  await t.test("files of datasets cannot be read by their names", async () => {
    for (const sql of [
      `SELECT * FROM read_parquet('${app.dataDir}/datasets/*/*.parquet')`,
      `SELECT * FROM '${app.dataDir}/datasets/*/*.parquet'`,
    ]) {
      assert.equal((await fixture.query(sql)).status, 400, sql);
    }
  });
});
