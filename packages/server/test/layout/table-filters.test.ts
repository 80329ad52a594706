import assert from "node:assert/strict";
import { test } from "node:test";
import { type ColumnFilter, filterValues } from "../../src/engine/column-filter.ts";
import { isTreeObject, textField } from "../../src/engine/duckdb/statement/syntax-tree.ts";
import { findTableFilters } from "../../src/engine/duckdb/statement/table-filters.ts";
import { openParser } from "../engine/statement/open-parser.ts";

const parser = await openParser();

/** The filters of each place, as `alias.column op constants`; lists beyond the first are set off. */
async function filtersOf(sql: string): Promise<string[]> {
  const outcome = await parser.parse(sql);
  assert.equal(outcome.kind, "tree", sql);
  const [tree] = outcome.kind === "tree" ? outcome.statements : [];
  assert.ok(isTreeObject(tree));
  return [...findTableFilters(tree)].flatMap(([node, lists]) => {
    const name = textField(node, "alias") || textField(node, "table_name");
    return lists.flatMap((filters, index) =>
      filters.map((filter) => `${"or ".repeat(index)}${name}.${shown(filter)}`),
    );
  });
}

function shown(filter: ColumnFilter): string {
  const values = filterValues(filter).map(({ kind, text }) => `${kind} ${text}`);
  return `${filter.column} ${filter.op} ${values.join(", ")}`.trim();
}

const found: Readonly<Record<string, readonly string[]>> = {
  "SELECT * FROM t WHERE a = 5": ["t.a in integer 5"],
  "SELECT * FROM t WHERE 5 < a AND b >= -1.50": ["t.a > integer 5", "t.b >= decimal -1.50"],
  "SELECT * FROM t WHERE a BETWEEN 1 AND 2e1": ["t.a >= integer 1", "t.a <= double 20"],
  "SELECT * FROM t WHERE a IN ('x', 'y') AND flag AND NOT other": [
    "t.a in text x, text y",
    "t.flag in boolean true",
    "t.other in boolean false",
  ],
  "SELECT * FROM t WHERE d = DATE '2024-01-02' AND ts < '2024-01-01'::TIMESTAMP": [
    "t.d in date 2024-01-02",
    "t.ts < timestamp 2024-01-01",
  ],
  "SELECT * FROM s.t AS x LEFT JOIN u ON x.k = u.k WHERE x.a = 1 AND u.b = 2 AND c = 3": [
    "x.a in integer 1",
    "u.b in integer 2",
  ],
  "SELECT (SELECT max(a) FROM t WHERE a < 3) FROM u WHERE u.b = 1": [
    "u.b in integer 1",
    "t.a < integer 3",
  ],
  "WITH c AS (SELECT * FROM t WHERE a = 1) SELECT * FROM c AS n WHERE b = 2": [
    "n.b in integer 2",
    "t.a in integer 1",
  ],
  "SELECT * FROM t WHERE a <> 1 AND 2 <> b AND NOT c = 3 AND d NOT IN ('x', 'y')": [
    "t.a not in integer 1",
    "t.b not in integer 2",
    "t.c not in integer 3",
    "t.d not in text x, text y",
  ],
  "SELECT * FROM t, u WHERE t.a IS NULL AND u.b IS NOT NULL": ["t.a null", "u.b not null"],
  "SELECT * FROM t WHERE a LIKE 'x\\y%%' AND b LIKE 'z_%q' AND starts_with(t.c, 'é') AND d ^@ $p": [
    "t.a prefix text x\\y",
    "t.b prefix text z",
    "t.c prefix text é",
    "t.d prefix parameter p",
  ],
  "SELECT * FROM t WHERE a = 1 OR A IN (2, 3) OR t.a = 4": [
    "t.a in integer 1, integer 2, integer 3",
    "or t.a in integer 4",
  ],
  "SELECT * FROM t WHERE (a = 1 OR b > 2) AND c = 3 AND (d OR d)": [
    "t.c in integer 3",
    "t.d in boolean true, boolean true",
    "t.b > integer 2",
    "or t.c in integer 3",
    "or t.d in boolean true, boolean true",
    "or t.a in integer 1",
  ],
  "SELECT * FROM t, u WHERE (t.a = 1 AND u.b = 2) OR (t.a = 3 AND u.c IS NULL)": [
    "t.a in integer 1",
    "or t.a in integer 3",
    "u.b in integer 2",
    "or u.c null",
  ],
  // What is NULL after an outer join may be so because a row is missing.
  "SELECT * FROM t LEFT JOIN u USING (k) WHERE t.a IS NULL AND u.b IS NULL AND u.c IS NOT NULL": [
    "u.c not null",
  ],
  "SELECT * FROM (t FULL JOIN u USING (k)) JOIN v USING (k) WHERE v.a IS NULL": [],
  "SELECT * FROM t JOIN (SELECT 1 AS k) AS q USING (k) WHERE t.a = 1": ["t.a in integer 1"],
};

for (const [sql, expected] of Object.entries(found)) {
  test(sql, async () => {
    assert.deepEqual((await filtersOf(sql)).toSorted(), expected.toSorted());
  });
}

const none = [
  "SELECT * FROM t WHERE a = 1 OR b + 1 = 2",
  "SELECT * FROM t, u WHERE t.a = 1 OR u.b = 2",
  "SELECT * FROM t FULL JOIN u USING (k) WHERE t.a = 1 OR t.b IS NULL",
  `SELECT * FROM t WHERE ${"abcdefghi"
    .split("")
    .map((name) => `${name} = 1`)
    .join(" OR ")}`,
  "SELECT * FROM t WHERE NOT (a = 1 AND b = 2)",
  "SELECT * FROM t WHERE a NOT IN (1, NULL)",
  "SELECT * FROM t WHERE a LIKE '%x' OR a LIKE 'y%'",
  "SELECT * FROM t WHERE a LIKE '%x' AND a LIKE '_y%' AND a NOT LIKE 'z%' AND a ILIKE 'q%'",
  "SELECT * FROM t WHERE a LIKE 'x!%%' ESCAPE '!' AND lower(a) LIKE 'y%' AND a LIKE $p",
  "SELECT * FROM t WHERE (a + 1) IS NULL",
  "SELECT * FROM t WHERE a IS NOT DISTINCT FROM 1",
  "SELECT * FROM t WHERE a = NULL",
  "SELECT * FROM t WHERE a = b",
  "SELECT * FROM t WHERE a + 1 = 2",
  "SELECT * FROM t WHERE a IN (1, b)",
  "SELECT * FROM t WHERE a IN (SELECT 1)",
  "SELECT * FROM t WHERE a COLLATE nocase = 'x'",
  "SELECT * FROM t WHERE a = TRY_CAST('x' AS DATE)",
  "SELECT * FROM t WHERE a = 9007199254740993",
  "SELECT * FROM t AS x(b, a) WHERE a = 1",
  "SELECT * FROM t TABLESAMPLE 10% WHERE a = 1",
  "SELECT * FROM t WHERE a = 1 USING SAMPLE 10%",
  "SELECT * FROM t, u WHERE a = 1",
  "SELECT * FROM t AS x, u AS x WHERE x.a = 1",
  "SELECT * FROM t SEMI JOIN u USING (k) WHERE t.a = 1",
  "SELECT * FROM t ANTI JOIN u USING (k) WHERE t.a = 1",
  "SELECT * FROM t ASOF JOIN u ON t.k >= u.k WHERE u.a = 1",
  "SELECT * FROM t POSITIONAL JOIN u WHERE u.a = 1",
  "SELECT * FROM t JOIN u ON t.k = u.k AND t.a = 1",
  "SELECT * FROM t HAVING max(a) = 1",
  "SELECT max(a) OVER () AS m FROM t QUALIFY m = 1",
  "SELECT * FROM t PIVOT (sum(b) FOR a IN (1, 2)) WHERE b = 1",
];

for (const sql of none) {
  test(`no filter: ${sql}`, async () => {
    assert.deepEqual(await filtersOf(sql), []);
  });
}
