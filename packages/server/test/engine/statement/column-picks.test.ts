import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();

/** `a, b AS z, *` */
async function picked(sql: string): Promise<string | undefined> {
  const { picks } = await inspectStatement(parser, sql, { dialect: "hotsql", hasParameters: true });
  return picks
    ?.map((pick) => {
      if (pick.kind === "all") return "*";
      return pick.alias === undefined ? pick.column : `${pick.column} AS ${pick.alias}`;
    })
    .join(", ");
}

const PICKS: Readonly<Record<string, string>> = {
  "SELECT * FROM t": "*",
  "FROM t": "*",
  "SELECT A, t.b AS z, T.* FROM s.t WHERE a = 1 AND c > $n LIMIT 3": "A, b AS z, *",
  "SELECT x.a FROM c.s.t x WHERE x.a IN (1, 2) OR b IS NULL LIMIT $n": "a",
  "SELECT a, a FROM t WHERE NOT ok": "a, a",
};

for (const [sql, expected] of Object.entries(PICKS)) {
  test(sql, async () => assert.equal(await picked(sql), expected));
}

const OTHERS = [
  "SELECT a + 1 FROM t",
  "SELECT 1 FROM t",
  "SELECT u.a FROM t",
  "SELECT u.* FROM t",
  "SELECT s.t.a FROM s.t",
  "SELECT * EXCLUDE (a) FROM t",
  "SELECT * REPLACE (a + 1 AS a) FROM t",
  "SELECT * RENAME (a AS b) FROM t",
  "SELECT COLUMNS('a.*') FROM t",
  "SELECT * LIKE 'a%' FROM t",
  "SELECT DISTINCT a FROM t",
  "SELECT a FROM t ORDER BY a",
  "SELECT a FROM t ORDER BY a LIMIT 3",
  "SELECT a FROM t LIMIT 3 OFFSET 1",
  "SELECT a FROM t LIMIT 10%",
  "SELECT a FROM t LIMIT (SELECT 1)",
  "SELECT a FROM t WHERE a + 1 = 2",
  "SELECT a FROM t WHERE a LIKE 'x%y'",
  "SELECT a FROM t WHERE a = (SELECT max(a) FROM t)",
  "SELECT a FROM t WHERE u.a = 1",
  "SELECT a FROM t GROUP BY a",
  "SELECT a FROM t GROUP BY ALL",
  "SELECT a FROM t QUALIFY row_number() OVER () = 1",
  "SELECT a FROM t USING SAMPLE 1",
  "SELECT a FROM t AS x(a)",
  "SELECT a FROM t AT (VERSION => 3)",
  "SELECT a FROM t, u",
  "SELECT a FROM (SELECT a FROM t)",
  "SELECT a FROM t UNION ALL SELECT a FROM t",
  "WITH t AS (SELECT 1 AS a) SELECT a FROM t",
  "WITH u AS (SELECT 1) SELECT a FROM t",
  "SELECT table_name FROM information_schema.tables",
  "SELECT 42",
];

for (const sql of OTHERS) {
  test(`more than columns of rows: ${sql}`, async () => {
    assert.equal(await picked(sql), undefined);
  });
}
