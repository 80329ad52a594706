import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";
import { parseDocumented } from "./documented-statements.ts";
import { duckdbStatements } from "./duckdb-statements.ts";
import { hotsqlStatements } from "./hotsql-statements.ts";
import { postgresMeaning } from "./postgres-meaning.ts";
import { postgresStatements } from "./postgres-statements.ts";
import { refusedWrites } from "./refused-writes.ts";
import { snowflakeStatements } from "./snowflake-statements.ts";
import { ORDERS, type StatementCase } from "./statement-case.ts";

const dialects: Readonly<Record<string, readonly StatementCase[]>> = {
  hotsql: [...postgresMeaning, ...hotsqlStatements],
  postgres: [...postgresMeaning, ...postgresStatements],
  duckdb: duckdbStatements,
  snowflake: snowflakeStatements,
};

interface Fixture {
  query(sql: string, dialect: string): Promise<Answer>;
}

async function setUp(t: TestContext): Promise<Fixture> {
  const app: TestApp = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", {
    json: { name: "sales", schemas: [{ name: "public" }] },
  });
  const databaseId: string = created.json.id;
  const path = `/v1/databases/${databaseId}/schemas/public/tables/orders/loads`;
  const loaded = await app.call("POST", path, { json: { mode: "replace", data: ORDERS } });
  assert.equal(loaded.status, 200, loaded.text);
  return {
    query: (sql, dialect) =>
      app.call("POST", "/v1/query", { json: { sql, dialect, database_id: databaseId } }),
  };
}

test("dialects", async (t) => {
  const { query } = await setUp(t);
  for (const [dialect, statements] of Object.entries(dialects)) {
    await t.test(dialect, async () => {
      const wrong: string[] = [];
      for (const [sqlText, rows] of statements) {
        const answer = await query(sqlText, dialect);
        const isEqual = JSON.stringify(answer.json.rows) === JSON.stringify(rows);
        if (!isEqual) wrong.push(`${sqlText}\n  ${answer.text}\n  ${JSON.stringify(rows)}`);
      }
      const passed: string[] = [];
      for (const sqlText of refusedWrites) {
        const { status } = await query(sqlText, dialect);
        if (status !== 400) passed.push(`${status} ${sqlText}`);
      }
      console.log(
        `${dialect}: statements ${statements.length}, equal answers ` +
          `${statements.length - wrong.length}, refused writes ` +
          `${refusedWrites.length - passed.length} of ${refusedWrites.length}`,
      );
      assert.deepEqual(wrong, []);
      assert.deepEqual(passed, []);
    });
  }

  await t.test("docs/sql.md says what is so", async () => {
    const page = new URL("../../../../docs/sql.md", import.meta.url);
    const documented = parseDocumented(await readFile(page, "utf8"));
    assert.ok(documented.length > 60, `only ${documented.length} statements were found`);
    const wrong: string[] = [];
    let count = 0;
    for (const { sqlText, dialects: named, answer } of documented) {
      for (const dialect of named) {
        count += 1;
        const { status, text, json } = await query(sqlText, dialect);
        const isSo =
          "rows" in answer
            ? JSON.stringify(json.rows) === JSON.stringify(answer.rows)
            : status === 400 && String(json.error.message).includes(answer.error);
        if (!isSo) wrong.push(`${dialect}: ${sqlText}\n  ${text}\n  ${JSON.stringify(answer)}`);
      }
    }
    console.log(`docs/sql.md: statements ${count}, as documented ${count - wrong.length}`);
    assert.deepEqual(wrong, []);
  });

  await t.test("nothing was written", async () => {
    const answer = await query("SELECT count(*), sum(id) FROM orders", "hotsql");
    assert.deepEqual(answer.json.rows, [[5, 15]]);
    const tables = await query("SHOW TABLES", "hotsql");
    assert.equal(tables.json.rows.length, 1);
  });
});
