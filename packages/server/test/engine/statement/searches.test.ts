import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { type SqlDialect, SqlError } from "../../../src/engine/engine.ts";
import type { SearchCall } from "../../../src/engine/search-call.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();

async function searchesOf(
  sqlText: string,
  dialect: SqlDialect = "hotsql",
): Promise<readonly Omit<SearchCall, "name">[]> {
  const hasParameters = /[?$]/.test(sqlText);
  const { searches } = await inspectStatement(parser, sqlText, { dialect, hasParameters });
  return searches.map((call) => {
    const { name, ...others } = call;
    assert.match(name, /^hotdata search [0-9]+$/);
    return others;
  });
}

const bm25 = {
  function: "bm25_search",
  table: { table: "t" },
  column: { value: "c" },
  query: { value: "q" },
  limit: undefined,
  isFiltered: false,
} as const;
const nearest = {
  function: "nearest",
  table: { table: "t" },
  column: { value: "v" },
  query: { value: [1, -2.5] },
  metric: "l2",
  limit: { value: 3 },
  isFiltered: false,
} as const;

const calls: readonly (readonly [string, readonly Omit<SearchCall, "name">[]])[] = [
  ["SELECT * FROM bm25_search('t', 'c', 'q')", [bm25]],
  ["SELECT * FROM BM25_Search('t', 'c', 'q', 5)", [{ ...bm25, limit: { value: 5 } }]],
  ["SELECT * FROM bm25_search('t', 'c', 'q', limit => 5)", [{ ...bm25, limit: { value: 5 } }]],
  ["SELECT * FROM bm25_search(query => 'q', column => 'c', \"table\" => 't')", [bm25]],
  [
    'SELECT * FROM bm25_search(\'C."s ""1".t\', $a, $b, $k)',
    [
      {
        ...bm25,
        table: { catalog: "C", schema: 's "1', table: "t" },
        column: { parameter: "a" },
        query: { parameter: "b" },
        limit: { parameter: "k" },
      },
    ],
  ],
  ["SELECT * FROM bm25_search($1, 'c', 'q')", [{ ...bm25, table: { parameter: "1" } }]],
  [
    "SELECT * FROM vector_search_vector('t', 'c', ?, ?)",
    [
      {
        ...bm25,
        function: "vector_search_vector",
        query: { parameter: "1" },
        limit: { parameter: "2" },
      },
    ],
  ],
  ...[
    "ARRAY[1, -2.5]",
    "[1, -2.5]::FLOAT[]",
    "CAST([1.0, -25e-1] AS FLOAT[2])",
    "make_array(1, -2.5)",
  ].map(
    (vector) =>
      [
        `SELECT * FROM vector_search_vector('t', 'c', ${vector}, 2)`,
        [
          {
            ...bm25,
            function: "vector_search_vector" as const,
            query: { value: [1, -2.5] },
            limit: { value: 2 },
          },
        ],
      ] as const,
  ),
  [
    "SELECT id, score FROM bm25_search('t', 'c', 'q') AS s ORDER BY s.score DESC LIMIT 10 OFFSET 5",
    [{ ...bm25, usable: { value: 15 } }],
  ],
  [
    "SELECT id, score AS x FROM bm25_search('t', 'c', 'q') ORDER BY 2 DESC LIMIT ?",
    [{ ...bm25, usable: { parameter: "1" } }],
  ],
  ...[
    "SELECT id FROM bm25_search('t', 'c', 'q') ORDER BY score LIMIT 10",
    "SELECT id FROM bm25_search('t', 'c', 'q') ORDER BY score DESC, id LIMIT 10",
    "SELECT id FROM bm25_search('t', 'c', 'q') WHERE id > 1 ORDER BY score DESC LIMIT 10",
    "SELECT DISTINCT id FROM bm25_search('t', 'c', 'q') ORDER BY score DESC LIMIT 10",
    "SELECT count(*) FROM bm25_search('t', 'c', 'q') ORDER BY max(score) DESC LIMIT 10",
    "SELECT -score AS score FROM bm25_search('t', 'c', 'q') ORDER BY score DESC LIMIT 10",
    "SELECT id, rank() OVER () FROM bm25_search('t', 'c', 'q') ORDER BY score DESC LIMIT 10",
    "SELECT id FROM bm25_search('t', 'c', 'q'), u ORDER BY score DESC LIMIT 10",
    "SELECT id FROM bm25_search('t', 'c', 'q') GROUP BY id, score ORDER BY score DESC LIMIT 10",
    "SELECT unnest(x) FROM bm25_search('t', 'c', 'q') ORDER BY score DESC LIMIT 10",
  ].map((sqlText) => [sqlText, [bm25]] as const),
  [
    "SELECT id FROM bm25_search('t', 'c', 'q', 5) WHERE id > 1",
    [{ ...bm25, limit: { value: 5 }, isFiltered: true }],
  ],
  [
    "SELECT * FROM bm25_search('t', 'c', 'q', 5) AS s JOIN u USING (id) WHERE u.id > 1",
    [{ ...bm25, limit: { value: 5 } }],
  ],

  ["SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5]) LIMIT 3", [nearest]],
  ["SELECT id FROM t AS x ORDER BY l2_distance([1, -2.5], x.v) ASC LIMIT 2 OFFSET 1", [nearest]],
  ["SELECT l2_distance(v, [1, -2.5]) AS d FROM t ORDER BY d LIMIT 3", [nearest]],
  ["SELECT id, l2_distance(v, [1, -2.5]) FROM t ORDER BY 2 LIMIT 3", [nearest]],
  [
    "SELECT id FROM t WHERE id > 1 ORDER BY cosine_distance(v, $q) LIMIT 3",
    [{ ...nearest, metric: "cosine", query: { parameter: "q" }, isFiltered: true }],
  ],
  [
    "SELECT * FROM (SELECT * FROM t ORDER BY negative_dot_product(v, [1, -2.5]) LIMIT 3) ORDER BY id",
    [{ ...nearest, metric: "dot" }],
  ],
  ...[
    "SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5]) DESC LIMIT 3",
    "SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5]) NULLS FIRST LIMIT 3",
    "SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5])",
    "SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5]), id LIMIT 3",
    "SELECT id FROM t ORDER BY l2_distance(v, [1, -2.5]) + 1 LIMIT 3",
    "SELECT id FROM t ORDER BY l2_distance(v, w) LIMIT 3",
    "SELECT *, l2_distance(v, [1, -2.5]) FROM t ORDER BY 2 LIMIT 3",
    "SELECT id FROM t, u ORDER BY l2_distance(v, [1, -2.5]) LIMIT 3",
    "SELECT s.t.id FROM s.t ORDER BY l2_distance(v, [1, -2.5]) LIMIT 3",
    "SELECT id + 1 AS n FROM t WHERE n > 3 ORDER BY l2_distance(v, [1, -2.5]) LIMIT 3",
    "SELECT sum(id) FROM t ORDER BY l2_distance(any_value(v), [1, -2.5]) LIMIT 3",
    "WITH t AS (SELECT 1 AS v) SELECT * FROM t ORDER BY l2_distance(v, [1, -2.5]) LIMIT 3",
    "SELECT id FROM t ORDER BY list_sum(v) LIMIT 3",
  ].map((sqlText) => [sqlText, []] as const),
];

test("searches of a statement", async (t) => {
  for (const [sqlText, expected] of calls) {
    await t.test(sqlText, async () => {
      const searches = await searchesOf(sqlText);
      assert.deepEqual(
        searches,
        expected.map((call) => ({ ...call })),
      );
      const { tables } = await inspectStatement(parser, sqlText, {
        dialect: "hotsql",
        hasParameters: true,
      });
      for (const { table } of searches) {
        const name = "table" in table ? table.table : undefined;
        const named = tables.find((found) => found.table === name);
        if (name === undefined) continue;
        assert.deepEqual({ ...named, needs: undefined }, { ...table, needs: undefined });
      }
    });
  }
});

test("are found in every dialect", async () => {
  const sqlText = "SELECT * FROM bm25_search('t', 'c', 'q') AS s";
  for (const dialect of ["hotsql", "postgres", "duckdb", "snowflake"] as const) {
    assert.deepEqual(await searchesOf(sqlText, dialect), [bm25], dialect);
  }
  const table = "SELECT * FROM TABLE(bm25_search('t', 'c', 'q')) AS s";
  assert.deepEqual(await searchesOf(table, "snowflake"), [bm25]);
});

test("need every row of their table, whatever else reads it", async () => {
  const sqlText =
    "SELECT * FROM bm25_search('t', 'c', 'q') WHERE id IN (SELECT id FROM t WHERE id = 1)";
  const { tables } = await inspectStatement(parser, sqlText);
  assert.deepEqual(tables, [{ table: "t" }]);
});

test("are refused with what to write", async () => {
  const refused: readonly (readonly [string, RegExp])[] = [
    ["SELECT ^bm25_search('t', 'c', 'q')", /returns rows: call it in FROM/],
    ["SELECT * FROM ^bm25_search('t', 'c')", /write bm25_search\('schema\.table'/],
    ["SELECT * FROM ^bm25_search('t', 'c', 'q', 1, 2)", /write bm25_search/],
    ["SELECT * FROM ^bm25_search('t', 'c', 'q', -1)", /whole number/],
    ["SELECT * FROM ^bm25_search('t', 'c', 'q', '1) --')", /whole number/],
    ["SELECT * FROM ^bm25_search('t', 'c', 'q', lim => 1)", /no argument 'lim'/],
    ["SELECT * FROM ^bm25_search('t', 'c', 'q', query => 'x')", /an argument twice/],
    ["SELECT * FROM ^bm25_search('t', 'c', lower('q'))", /constants and parameters only/],
    ["SELECT * FROM u, ^bm25_search('t', 'c', u.x)", /constants and parameters only/],
    ["SELECT * FROM ^bm25_search('a.b.c.d', 'c', 'q')", /'catalog\.schema\.table'/],
    ["SELECT * FROM ^bm25_search('t; x', 'c', 'q')", /'catalog\.schema\.table'/],
    ["SELECT * FROM ^bm25_search('', 'c', 'q')", /'catalog\.schema\.table'/],
    ["SELECT * FROM ^vector_search('t', 'c', 'q')", /number of hits/],
    ["SELECT * FROM ^bm25_serch('t', 'c', 'q')", /Did you mean 'bm25_search'/],
  ];
  for (const [marked, message] of refused) {
    const position = marked.indexOf("^");
    await assert.rejects(inspectStatement(parser, marked.replace("^", "")), (error) => {
      assert.ok(error instanceof SqlError, String(error));
      assert.match(error.message, message);
      assert.equal(error.position, position, marked);
      return true;
    });
  }
});
