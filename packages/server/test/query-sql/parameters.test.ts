import assert from "node:assert/strict";
import { test } from "node:test";
import { startSqlFixture } from "./start-sql-fixture.ts";

test("parameters", async (t) => {
  const { app, databaseId, load, query, rows, refusal } = await startSqlFixture(t);
  await load("orders", "id,name,day\n1,ann,2024-01-15\n2,bob,2024-02-20\n");

  await t.test("values of every kind reach the statement as they are", async () => {
    const cases: [sql: string, parameters: unknown, rows: unknown[][]][] = [
      ["SELECT ? + ?", [1, 2], [[3]]],
      ["SELECT $2 || $1", ["a", "b"], [["ba"]]],
      ["SELECT $a || $b", { a: "x", b: "y" }, [["xy"]]],
      ["SELECT $1, $1", ["x"], [["x", "x"]]],
      ["SELECT $1, $2, $3, $4", [null, true, 1.5, "it's"], [[null, true, 1.5, "it's"]]],
      ["SELECT id FROM orders WHERE day = ?", ["2024-01-15"], [[1]]],
      ["SELECT id FROM orders WHERE id IN (?, ?) ORDER BY id", [1, 2], [[1], [2]]],
      ["SELECT id FROM orders ORDER BY id LIMIT ?", [1], [[1]]],
      ["SELECT id FROM orders WHERE name = ?", ["' OR 1=1; DROP TABLE orders --"], []],
      ["SELECT $1, typeof($1)", [{ type: "date", value: "2024-01-01" }], [["2024-01-01", "DATE"]]],
      [
        "SELECT $1, typeof($1)",
        [{ type: "DECIMAL(10,2)", value: "1.10" }],
        [[1.1, "DECIMAL(10,2)"]],
      ],
      [
        "SELECT $1",
        [{ type: "TIMESTAMPTZ", value: "2024-01-01T10:00:00+02:00" }],
        [["2024-01-01T08:00:00Z"]],
      ],
      ["SELECT $1, octet_length($1)", [{ type: "BYTEA", value: "0aFF" }], [["0aff", 2]]],
      ["SELECT $1[2]", [{ type: "INTEGER[]", value: "[1, 2]" }], [[2]]],
      ["SELECT typeof($1), $1 IS NULL", [{ type: "DATE", value: null }], [['"NULL"', true]]],
      [
        "SELECT CAST($1 AS VARCHAR)",
        [{ type: "HUGEINT", value: "170141183460469231731687303715884105727" }],
        [["170141183460469231731687303715884105727"]],
      ],
      ["SELECT 7 / $1", [2], [[3]]],
      [
        "WITH x AS (SELECT $1 AS v) SELECT v FROM x UNION ALL SELECT $2",
        ["a", "b"],
        [["a"], ["b"]],
      ],
      [
        "DESCRIBE SELECT $1 AS a, $1 AS a",
        [1],
        [
          ["a", "Int32", "YES"],
          ["a", "Int32", "YES"],
        ],
      ],
    ];
    for (const [sql, parameters, expected] of cases) {
      assert.deepEqual(await rows(sql, { parameters }), expected, sql);
    }
    assert.equal((await query("EXPLAIN ANALYZE SELECT $1", { parameters: [1] })).status, 200);
  });

  await t.test("integers keep every digit", async () => {
    const numbers = "9223372036854775807, 9007199254740993, 123456789012345678901234567890";
    const sql = "SELECT $1::VARCHAR, $2::VARCHAR, $3::VARCHAR";
    const body = `{"sql":"${sql}","database_id":"${databaseId}","parameters":[${numbers}]}`;
    const answer = await app.call("POST", "/v1/query", { body });
    assert.deepEqual(answer.json.rows, [numbers.split(", ")]);
  });

  await t.test("column names may occur twice, and the run records the text", async () => {
    const answer = await query("SELECT $1 AS a, 2 AS a", { parameters: [1] });
    assert.deepEqual(answer.json.columns, ["a", "a"]);
    const headers = { "x-database-id": databaseId };
    const path = `/v1/query-runs/${answer.json.query_run_id}`;
    const run = await app.call("GET", path, { headers });
    assert.equal(run.json.sql_text, "SELECT $1 AS a, 2 AS a");
  });

  await t.test("the same text may come with values of other types", async () => {
    assert.deepEqual(await rows("SELECT typeof($1)", { parameters: [1] }), [["INTEGER"]]);
    assert.deepEqual(await rows("SELECT typeof($1)", { parameters: ["x"] }), [["VARCHAR"]]);
  });

  await t.test("number and names have to match", async () => {
    const cases: [sql: string, parameters: unknown, message: RegExp][] = [
      ["SELECT ?", undefined, /no values were sent/],
      ["SELECT ?", [], /no values were sent|has 1 parameters/],
      ["SELECT ?", [1, 2], /has 1 parameters, but 2 values were sent/],
      ["SELECT ?, ?", [1], /has 2 parameters, but 1 values were sent/],
      ["SELECT 1", [1], /has 0 parameters/],
      ["SELECT $a", { b: 1 }, /parameter \$a has no value/],
      ["SELECT $a", { a: 1, b: 1 }, /no parameter \$b/],
      ["SELECT $1", [[1]], /parameter 1 .* send null/],
      ["SELECT $1", [{ type: "FOO", value: "1" }], /unknown type "FOO"/],
      ["SELECT $1", [{ type: "DATE", value: "soon" }], /the value of \$1 is no DATE/],
      ["SELECT $1", [{ type: "BLOB", value: "xyz" }], /hex digits/],
      ["SELECT $1 + 'a'::DATE", [true], /./],
    ];
    for (const [sql, parameters, message] of cases) {
      assert.match(await refusal(sql, { parameters }), message, sql);
    }
  });

  await t.test("an error's position is one of the submitted text", async () => {
    const answer = await query("SELECT nope, $1 FROM orders", { parameters: [1] });
    assert.equal(answer.json.error.details.position, 7);
  });
});
