import assert from "node:assert/strict";
import { test } from "node:test";
import type { TableScan } from "../../../src/engine/engine.ts";
import type { SearchCall } from "../../../src/engine/search-call.ts";
import { startSearchEngine } from "./start-engine.ts";

const ROWS = 10_000;
/** Row `i` is at `(i, 1)`, so that the distance to the origin grows with it. */
const ROWS_SQL = `SELECT i AS id, i % 10 AS grp, [i::FLOAT, 1::FLOAT] AS vec FROM range(${ROWS}) AS r(i)`;

const COLUMNS: TableScan["columns"] = [
  { name: "id", type: { kind: "scalar", name: "BIGINT" } },
  { name: "grp", type: { kind: "scalar", name: "BIGINT" } },
  { name: "vec", type: { kind: "list", element: { kind: "scalar", name: "FLOAT" } } },
];

function numberOf(argument: SearchCall["limit"]): number {
  if (argument === undefined) return Infinity;
  return "value" in argument && typeof argument.value === "number" ? argument.value : NaN;
}

test("hits as relations", async (t) => {
  const engine = await startSearchEngine(t);
  const first = await engine.write("first", ROWS_SQL);
  const second = await engine.write("second", `SELECT * FROM (${ROWS_SQL}) LIMIT 3`);
  const files = (...paths: string[]) => ({
    kind: "files" as const,
    files: paths.map((path) => ({ path, deleteFiles: [], deletedPositions: [] })),
    sources: COLUMNS.map(({ name }) => ({ from: "column" as const, name })),
  });
  const scan: TableScan = {
    columns: COLUMNS,
    parts: [files(first, second), { kind: "inline", rows: [["-1", "7", "[0.5, 1]"]] }],
  };
  const hits = (...found: [path: string, rows: number[], scores: number[]][]) =>
    found.map(([path, rows, scores]) => ({
      path,
      rows: Uint32Array.from(rows),
      scores: Float32Array.from(scores),
    }));
  const textHits = {
    scoreColumn: "score",
    isLargerBetter: true,
    hits: hits(
      [first, [5, 4000, 9999], [1, 3.5, 2]],
      [second, [2], [2]],
      ["inline:1", [0], [0.25]],
    ),
  };
  const find = () => textHits;

  await t.test("have the table's columns and a score, from files and the catalog", async () => {
    assert.deepEqual(
      await engine.rows("SELECT * FROM bm25_search('t', 'c', 'q') ORDER BY score DESC, id", {
        scan,
        find,
      }),
      [
        [4000, 0, [4000, 1], 3.5],
        [2, 2, [2, 1], 2],
        [9999, 9, [9999, 1], 2],
        [5, 5, [5, 1], 1],
        [-1, 7, [0.5, 1], 0.25],
      ],
    );
  });

  await t.test("stand anywhere in a statement, under any name", async () => {
    const statements: [string, unknown[][]][] = [
      ["SELECT count(*) FROM bm25_search('t', 'c', 'q')", [[5]]],
      ["SELECT bm25_search.id FROM bm25_search('t', 'c', 'q') WHERE score > 3", [[4000]]],
      ["SELECT s.a FROM bm25_search('t', 'c', 'q') AS s(a) WHERE s.score > 3", [[4000]]],
      [
        "WITH x AS (SELECT * FROM bm25_search('main.t', 'c', 'q')) " +
          "SELECT x.id, t.grp FROM x JOIN t USING (id) WHERE score = 2 ORDER BY 1",
        [
          [2, 2],
          [2, 2],
          [9999, 9],
        ],
      ],
      [
        "SELECT id FROM t WHERE id IN (SELECT id FROM bm25_search('t', 'c', 'q')) AND id > 4000",
        [[9999]],
      ],
      [
        "SELECT id FROM bm25_search('t', 'c', 'q') WHERE score > 3 UNION ALL " +
          "SELECT -id FROM bm25_search('t', 'c', 'q', 5) AS u ORDER BY 1 LIMIT 2",
        [[-9999], [-4000]],
      ],
    ];
    for (const [sqlText, expected] of statements) {
      assert.deepEqual(await engine.rows(sqlText, { scan, find }), expected, sqlText);
    }
  });

  await t.test("are described and explained as any table", async () => {
    const described = await engine.rows("DESCRIBE SELECT * FROM bm25_search('t', 'c', 'q')", {
      scan,
      find,
    });
    assert.deepEqual(described.at(-1), ["score", "Float32", "YES"]);
    const plan = await engine.rows("EXPLAIN SELECT id FROM bm25_search('t', 'c', 'q')", {
      scan,
      find,
    });
    assert.ok(plan.length > 0);
  });

  await t.test("may be none", async () => {
    const none = { ...textHits, hits: [] };
    const sqlText = "SELECT * FROM bm25_search('t', 'c', 'q')";
    const { columns, rowCount } = await engine.run(sqlText, { scan, find: () => none });
    assert.deepEqual(
      columns.map(({ name }) => name),
      ["id", "grp", "vec", "score"],
    );
    assert.equal(rowCount, 0);
  });

  await t.test("may be many", async () => {
    const every = Array.from({ length: ROWS }, (_, row) => row);
    const many = { ...textHits, hits: hits([first, every, every], [second, [1], [0.5]]) };
    assert.deepEqual(
      await engine.rows(
        "SELECT count(*), sum(score), sum(abs(id - score)) FROM bm25_search('t', 'c', 'q')",
        { scan, find: () => many },
      ),
      [[ROWS + 1, (ROWS * (ROWS - 1)) / 2 + 0.5, 0.5]],
    );
  });

  await t.test("a table's own column keeps the name of the score", async () => {
    const columns = COLUMNS.map((column) =>
      column.name === "grp" ? { ...column, name: "score" } : column,
    );
    const { columns: named } = await engine.run("SELECT * FROM bm25_search('t', 'c', 'q')", {
      scan: { ...scan, columns },
      find,
    });
    assert.deepEqual(
      named.map(({ name }) => name),
      ["id", "score", "vec", "score_1"],
    );
  });

  await t.test("conditions choose before the limit, and parameters keep their places", async () => {
    const texts = (...values: number[]) =>
      values.map((value, index) => ({ name: String(index + 1), value }));
    assert.deepEqual(
      await engine.rows(
        "SELECT id FROM bm25_search('t', 'c', ?, limit => ?) AS s WHERE s.grp <> ? ORDER BY score DESC",
        { scan, find, parameters: texts(1, 2, 0) },
      ),
      [[9999], [2]],
      "of equal scores, the first in the table is the better one",
    );
    assert.deepEqual(
      await engine.rows(
        "SELECT count(*), min(grp) FROM bm25_search('t', 'c', 'q', 2) WHERE grp <> 0 GROUP BY true",
        { scan, find },
      ),
      [[2, 2]],
    );
  });

  const nearestHits = (call: SearchCall, count: number) => {
    const rows = Array.from({ length: count }, (_, row) => row);
    return {
      scoreColumn: call.function === "nearest" ? undefined : "_distance",
      isLargerBetter: false,
      hits: hits([first, rows, rows.map((row) => row * row + 1)]),
      wanted: numberOf(call.limit),
      distance: { column: "vec", metric: "l2" as const, vector: [0, 0] },
    };
  };
  const filesOnly = { ...scan, parts: [files(first)] };

  await t.test("too few of the nearest pass: every row is looked at", async () => {
    const asked: string[] = [];
    for (const [limit, least] of [
      [3, 10],
      [3, 98],
      [3, 9_998],
      [3, 10_000],
    ] as const) {
      const sqlText =
        "SELECT id, _distance FROM " +
        `vector_search_vector('t', 'vec', ARRAY[0, 0], ${limit}) WHERE id >= ${least} ORDER BY 2`;
      const found = await engine.rows(sqlText, {
        scan: filesOnly,
        find: (call) => {
          asked.push(call.function);
          return nearestHits(call, 100);
        },
      });
      const ids = [least, least + 1, least + 2].filter((id) => id < ROWS);
      assert.deepEqual(
        found.map(([id, distance]) => [id, Math.fround(Number(distance))]),
        ids.map((id) => [id, Math.fround(id * id + 1)]),
        sqlText,
      );
    }
    assert.equal(asked.length, 4);
  });

  await t.test("nearest rows through hits are the same as without", async () => {
    const statements = [
      "SELECT id, l2_distance(vec, [0, 0]) AS d FROM t ORDER BY d LIMIT 3",
      "SELECT * FROM t AS x ORDER BY l2_distance(x.vec, ARRAY[0, 0]) ASC LIMIT 2 OFFSET 1",
      "SELECT id FROM t WHERE grp = 3 ORDER BY l2_distance([0, 0], vec) LIMIT 4",
      "SELECT id FROM t WHERE grp = 3 ORDER BY l2_distance([0, 0], vec) LIMIT 40",
      "SELECT id FROM t WHERE id > 20000 ORDER BY l2_distance(vec, [0, 0]) LIMIT 4",
      "WITH near AS (SELECT id, l2_distance(vec, [0, 0]) FROM main.t ORDER BY 2 LIMIT 3) SELECT sum(id) FROM near",
    ];
    for (const sqlText of statements) {
      let searches = 0;
      const expected = await engine.rows(sqlText, { scan: filesOnly, find: () => undefined });
      const found = await engine.rows(sqlText, {
        scan: filesOnly,
        find: (call) => {
          assert.equal(call.function, "nearest");
          searches += 1;
          return nearestHits(call, 100);
        },
      });
      assert.equal(searches, 1, sqlText);
      assert.deepEqual(found, expected, sqlText);
    }
  });

  await t.test("nearest rows come from the hits alone", async () => {
    const sqlText = "SELECT id FROM t ORDER BY l2_distance(vec, [0, 0]) LIMIT 2";
    const found = await engine.rows(sqlText, {
      scan: filesOnly,
      find: (call) => ({ ...nearestHits(call, 0), hits: hits([first, [7, 8], [50, 65]]) }),
    });
    assert.deepEqual(found, [[7], [8]]);
  });

  await t.test("one connection serves one search after the other", async () => {
    for (const row of [1, 2, 3]) {
      const one = { ...textHits, hits: hits([first, [row], [1]]) };
      const sqlText = "SELECT id FROM bm25_search('t', 'c', 'q')";
      assert.deepEqual(await engine.rows(sqlText, { scan, find: () => one }), [[row]]);
    }
  });
});
