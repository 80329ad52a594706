import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnOrder } from "../../../src/engine/column-order.ts";
import type { SqlDialect } from "../../../src/engine/engine.ts";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();

/** `a desc nulls first, b nulls last: 10 + 5` for the table `t`. */
async function firstRows(sql: string, dialect: SqlDialect = "hotsql"): Promise<string | undefined> {
  const { tables } = await inspectStatement(parser, sql, { dialect, hasParameters: true });
  const { limit, order = [] } = tables.find(({ table }) => table === "t") ?? {};
  const parts = limit?.map((part) => ("value" in part ? part.value : `$${part.parameter}`));
  return parts && `${order.map(shown).join(", ")}: ${parts.join(" + ")}`;
}

function shown({ column, isDescending, areNullsFirst }: ColumnOrder): string {
  return `${column}${isDescending ? " desc" : ""} nulls ${areNullsFirst ? "first" : "last"}`;
}

const FIRST: Readonly<Record<string, string>> = {
  "SELECT * FROM t LIMIT 3": ": 3",
  "SELECT * FROM t ORDER BY a DESC LIMIT 10 OFFSET 5": "a desc nulls first: 10 + 5",
  "SELECT * FROM s.t AS x ORDER BY x.a, b NULLS FIRST LIMIT $n": "a nulls last, b nulls first: $n",
  "SELECT a, b + 1 FROM t WHERE c = 3 ORDER BY c DESC NULLS LAST LIMIT 1": "c desc nulls last: 1",
  "SELECT a FROM t WHERE a LIKE 'x%' AND b IS NULL AND c <> 3 ORDER BY a LIMIT 1":
    "a nulls last: 1",
  "SELECT a FROM t WHERE (a = 1 OR b = 2) AND c = 3 ORDER BY a LIMIT 1": "a nulls last: 1",
  "SELECT lower(b), a AS z FROM t ORDER BY 2, Z LIMIT 1": "a nulls last, a nulls last: 1",
  "SELECT t.b, b FROM t ORDER BY 1 LIMIT 2": "b nulls last: 2",
  "SELECT * EXCLUDE (a) FROM t ORDER BY a LIMIT 2": "a nulls last: 2",
  "SELECT (SELECT max(c) FROM u) AS m FROM t ORDER BY a LIMIT 2": "a nulls last: 2",
  "SELECT count(*) FROM (SELECT a FROM t ORDER BY a LIMIT 4) AS q": "a nulls last: 4",
  "SELECT a FROM u UNION ALL (SELECT a FROM t ORDER BY a LIMIT 4)": "a nulls last: 4",
};

for (const [sql, expected] of Object.entries(FIRST)) {
  test(sql, async () => assert.equal(await firstRows(sql), expected));
}

/** More may count than the first rows of the table by its columns. */
const ALL = [
  "SELECT * FROM t ORDER BY a",
  "SELECT * FROM t ORDER BY a + 1 LIMIT 3",
  "SELECT * FROM t ORDER BY a COLLATE NOCASE LIMIT 3",
  "SELECT * FROM t ORDER BY 1 LIMIT 3",
  "SELECT * FROM t ORDER BY ALL LIMIT 3",
  "SELECT * FROM t ORDER BY a LIMIT 10%",
  "SELECT * FROM t ORDER BY a LIMIT (SELECT 3)",
  "SELECT * FROM t, u ORDER BY t.a LIMIT 3",
  "SELECT * FROM t WHERE a + 1 = 2 ORDER BY a LIMIT 3",
  "SELECT * FROM t WHERE a LIKE 'x%y' ORDER BY a LIMIT 3",
  "SELECT * FROM t WHERE a = 1 OR b LIKE 'x%y' ORDER BY a LIMIT 3",
  "SELECT * FROM t WHERE (a = 1 OR b = 2 OR c = 3) AND (d = 4 OR e = 5 OR f = 6) ORDER BY a LIMIT 3",
  "SELECT * FROM t ORDER BY u.a LIMIT 3",
  "SELECT * FROM t TABLESAMPLE 10% ORDER BY a LIMIT 3",
  "SELECT DISTINCT a FROM t ORDER BY a LIMIT 3",
  "SELECT DISTINCT ON (b) a FROM t ORDER BY a LIMIT 3",
  "SELECT a, count(*) FROM t GROUP BY a ORDER BY a LIMIT 3",
  "SELECT max(a) FROM t ORDER BY a LIMIT 3",
  "SELECT row_number() OVER () FROM t ORDER BY a LIMIT 3",
  "SELECT unnest(l) FROM t ORDER BY a LIMIT 3",
  "SELECT a FROM t QUALIFY row_number() OVER () = 1 ORDER BY a LIMIT 3",
  "SELECT lower(b) AS a FROM t ORDER BY a LIMIT 3",
  "SELECT s.a FROM t ORDER BY a LIMIT 3",
  "SELECT b AS a, a FROM t ORDER BY a LIMIT 3",
  "SELECT * REPLACE (lower(b) AS a) FROM t ORDER BY a LIMIT 3",
  "SELECT * RENAME (b AS a) FROM t ORDER BY a LIMIT 3",
  "SELECT lower(COLUMNS(*)) FROM t ORDER BY a LIMIT 3",
  "SELECT a FROM t UNION ALL SELECT a FROM u ORDER BY a LIMIT 3",
  "SELECT a, (SELECT max(a) FROM t) FROM t ORDER BY a LIMIT 3",
];

for (const sql of ALL) {
  test(`all rows: ${sql}`, async () => assert.equal(await firstRows(sql), undefined));
}

test("where NULLs come unless it is said depends on the dialect", async () => {
  const sql = "SELECT a FROM t ORDER BY a DESC, b LIMIT 3";
  assert.equal(await firstRows(sql, "postgres"), "a desc nulls first, b nulls last: 3");
  assert.equal(await firstRows(sql, "snowflake"), "a desc nulls first, b nulls last: 3");
  assert.equal(await firstRows(sql, "duckdb"), "a desc nulls last, b nulls last: 3");
});
