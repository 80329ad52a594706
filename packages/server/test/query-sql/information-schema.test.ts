import assert from "node:assert/strict";
import { test } from "node:test";
import { startSqlFixture } from "./start-sql-fixture.ts";

const OWN = "table_schema <> 'information_schema'";

test("information_schema in SQL", async (t) => {
  const { app, load, rows, refusal, query } = await startSqlFixture(t);
  await load("orders", "id,Name,amount\n1,ann,1.5\n");

  await t.test("lists tables and columns with Arrow's type names", async () => {
    assert.deepEqual(
      await rows(`SELECT * FROM information_schema.tables WHERE ${OWN} ORDER BY table_name`),
      [
        ["default", "public", "declared_only", "BASE TABLE"],
        ["default", "public", "orders", "BASE TABLE"],
      ],
    );
    assert.deepEqual(
      await rows(
        `SELECT table_name, column_name, ordinal_position, is_nullable, data_type
         FROM information_schema.columns WHERE ${OWN} ORDER BY 1, 3`,
      ),
      [
        ["orders", "id", 1, "YES", "Int64"],
        ["orders", "Name", 2, "YES", "Utf8"],
        ["orders", "amount", 3, "YES", "Float64"],
      ],
    );
    assert.deepEqual(await rows("SELECT schema_name FROM information_schema.schemata ORDER BY 1"), [
      ["information_schema"],
      ["main"],
      ["public"],
    ]);
  });

  await t.test("lists its own tables, but not their columns", async () => {
    const listed = await rows(
      "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'information_schema' ORDER BY 1",
    );
    assert.deepEqual(listed, [
      ["columns", "VIEW"],
      ["indexes", "VIEW"],
      ["schemata", "VIEW"],
      ["tables", "VIEW"],
      ["views", "VIEW"],
    ]);
    const schemas = await rows("SELECT DISTINCT table_schema FROM information_schema.columns");
    assert.deepEqual(schemas, [["public"]]);
  });

  await t.test("may be named in every way", async () => {
    for (const sql of [
      "SELECT count(*) FROM default.information_schema.tables",
      'SELECT count(*) FROM "INFORMATION_SCHEMA"."Tables"',
      "SELECT count(tables.table_name) FROM information_schema.tables",
      "SELECT count(t.table_name) FROM information_schema.tables t",
      "SELECT count(*) FROM information_schema.tables AS t JOIN information_schema.views v USING (table_name) RIGHT JOIN information_schema.tables USING (table_name)",
      "WITH x AS (FROM information_schema.tables) SELECT count(*) FROM x",
      "SELECT count(*) FROM (TABLE information_schema.tables)",
    ]) {
      assert.deepEqual(await rows(sql), [[7]], sql);
    }
    assert.deepEqual((await query("DESCRIBE information_schema.schemata")).json.rows[0], [
      "catalog_name",
      "Utf8",
      "YES",
    ]);
  });

  await t.test("follows every change", async () => {
    const count = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'later'";
    assert.deepEqual(await rows(count), [[0]]);
    await load("later", "a,b\n1,2\n");
    assert.deepEqual(await rows(count), [[2]]);
  });

  await t.test("shows the catalog under the name that may be written", async () => {
    const created = await app.call("POST", "/v1/databases", {
      json: { name: "named", default_catalog: "shop", schemas: [{ name: "public" }] },
    });
    const database_id: string = created.json.id;
    const listed = await rows("SHOW DATABASES", { database_id });
    assert.deepEqual(listed, [["shop"]]);
    const shop = "SELECT count(*) FROM shop.information_schema.tables";
    assert.deepEqual(await rows(shop, { database_id }), [[5]]);
  });

  await t.test("SHOW and DESCRIBE answer alike in every dialect", async () => {
    for (const dialect of ["hotsql", "postgres", "duckdb", "snowflake"]) {
      const described = await rows("DESCRIBE orders", { dialect });
      assert.deepEqual(described.at(-1), ["amount", "Float64", "YES"]);
      const shown = await rows("SHOW COLUMNS FROM public.orders", { dialect });
      assert.deepEqual(shown[0], ["default", "public", "orders", "id", "Int64", "YES"]);
      const tables = await rows("SHOW TABLES", { dialect });
      assert.deepEqual(tables[0], ["default", "public", "declared_only", "BASE TABLE"]);
      const functions = await rows("SHOW FUNCTIONS", { dialect });
      assert.ok(functions.some(([name]) => name === "date_bin"));
      assert.ok(!functions.some(([name]) => name === "read_csv"));
      const explained = await rows("EXPLAIN SELECT id FROM orders WHERE id = 1", { dialect });
      assert.match(String(explained[0]?.[1]), /READ_PARQUET/);
      const analyzed = await rows("EXPLAIN ANALYZE SELECT id FROM orders", { dialect });
      assert.match(String(analyzed[0]?.[1]), /Total Time/);
    }
    assert.deepEqual(await rows("SHOW TABLES FROM public"), await rows("SHOW TABLES"));
    assert.deepEqual(await rows("SHOW SCHEMAS"), [
      ["default", "main"],
      ["default", "public"],
    ]);
  });

  await t.test("what is not there is refused with the way on", async () => {
    assert.match(
      await refusal("SELECT * FROM information_schema.routines"),
      /has columns, indexes, schemata/,
    );
    assert.match(await refusal("SELECT * FROM pg_catalog.pg_class"), /use information_schema/);
    assert.match(await refusal("SELECT * FROM x.information_schema.tables"), /no catalog 'x'/);
    assert.match(
      await refusal("SELECT * FROM information_schema.tables AT (VERSION => 1)"),
      /leave the AT clause out/,
    );
    assert.match(await refusal("DESCRIBE declared_only"), /declared but has no data/);
  });
});
