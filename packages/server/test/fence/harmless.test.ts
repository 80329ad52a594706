import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { inspectStatement } from "../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "../engine/statement/open-parser.ts";
import { startTestApp } from "../start-test-app.ts";
import { harmlessCores } from "./attack-cores.ts";
import { grammarOf } from "./statement-grammar.ts";

const INSPECTED = 3_000;
const COMPARED = 200;
const seed = Number(process.env["FENCE_SEED"] ?? randomInt(2 ** 31));

const parser = await openParser();
const { query, statement } = grammarOf(harmlessCores);
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const bare = await instance.connect();
after(() => {
  bare.closeSync();
  instance.closeSync();
});

test("fence: harmless statements of the same forms pass the check", async () => {
  const dialect = fc.constantFrom("hotsql" as const, "duckdb" as const);
  await fc.assert(
    fc.asyncProperty(statement, dialect, async (sqlText, read) => {
      const { tables } = await inspectStatement(parser, sqlText, {
        dialect: read,
        hasParameters: false,
      });
      for (const { table } of tables) assert.equal(table.toLowerCase(), "mine", sqlText);
    }),
    { seed, numRuns: INSPECTED },
  );
  console.log(`fence: harmless statements ${INSPECTED}, refused 0 (seed ${seed})`);
});

test("fence: harmless statements answer what DuckDB alone answers", async (t) => {
  const { call } = await startTestApp(t);
  const schemas = [{ name: "main", tables: [{ name: "mine" }] }];
  const { json: database } = await call("POST", "/v1/databases", { json: { name: "d", schemas } });
  const load = { mode: "replace", data: "n\n1\n2\n3\n" };
  const path = `/v1/databases/${database.id}/schemas/main/tables/mine/loads`;
  assert.equal((await call("POST", path, { json: load })).status, 200);
  await bare.run(`ATTACH ':memory:' AS "default"; USE "default"`);
  await bare.run("CREATE TABLE mine AS SELECT unnest([1, 2, 3])::BIGINT AS n");
  const headers = { "x-database-id": database.id };
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const sql = `SELECT count(*), coalesce(bit_xor(hash(CAST(r AS VARCHAR))), 0)::VARCHAR FROM (${text}) AS r`;
      const expected = await bareRows(sql.replaceAll("default.", '"default".'));
      const json = { sql, dialect: "duckdb" };
      const answer = await call("POST", "/v1/query", { json, headers });
      if (expected === undefined) {
        assert.equal(answer.status, 400, `${sql}: ${answer.text}`);
        return;
      }
      assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
      assert.deepEqual(
        answer.json.rows.map((row: unknown[]) => row.map(String)),
        expected,
        sql,
      );
      answered += 1;
    }),
    { seed, numRuns: COMPARED },
  );
  assert.ok(answered > COMPARED / 2, `only ${answered} statements have an answer`);
  console.log(`fence: compared with DuckDB ${COMPARED}, different 0 (${answered} with rows)`);
});

/** Undefined for a statement that DuckDB itself cannot run. */
async function bareRows(sqlText: string): Promise<string[][] | undefined> {
  try {
    const reader = await bare.runAndReadAll(sqlText);
    return reader.getRowsJson().map((row) => row.map(String));
  } catch {
    return undefined;
  }
}
