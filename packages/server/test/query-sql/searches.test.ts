import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type IndexApp, load, startIndexApp } from "../indexes/index-app.ts";

const NOTES = [
  { id: 1, city: "rome", body: "the quick brown fox", vec: [1, 0] },
  { id: 2, city: "oslo", body: "a lazy dog", vec: [0, 1] },
  { id: 3, city: "rome", body: "quick quick dog", vec: [1, 1] },
  { id: 4, city: "oslo", body: null, vec: null },
  { id: 5, city: "rome", body: "slow fox and slow dog", vec: [3, 0] },
];

function lines(rows: readonly object[]): string {
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

function queries({ app, database }: Pick<IndexApp, "app" | "database">) {
  const query = (sql: string, fields: object = {}) =>
    app.call("POST", "/v1/query", { json: { sql, database_id: database.id, ...fields } });
  return {
    query,
    rows: async (sql: string, fields?: object): Promise<unknown[][]> => {
      const answer = await query(sql, fields);
      assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
      return answer.json.rows;
    },
    refusal: async (sql: string, fields?: object): Promise<string> => {
      const answer = await query(sql, fields);
      assert.equal(answer.status, 400, `${sql}: ${answer.text}`);
      return answer.json.error.message;
    },
  };
}

async function make(index: IndexApp, json: object, table: string): Promise<void> {
  const made = await create(index, json, table);
  assert.equal(made.status, 201, made.text);
}

test("searches in statements", async (t) => {
  const index = await startIndexApp(t);
  const { query, rows, refusal } = queries(index);
  await load(index, "notes", lines(NOTES));
  await make(index, { index_name: "words", index_type: "bm25", columns: ["body"] }, "notes");
  await make(
    index,
    { index_name: "near", index_type: "vector", columns: ["vec"], metric: "l2" },
    "notes",
  );
  const ids = async (sql: string, fields?: object) => (await rows(sql, fields)).map(([id]) => id);

  await t.test("find rows by words, with a score", async () => {
    assert.deepEqual(
      await ids("SELECT id FROM bm25_search('notes', 'body', 'fox quick') ORDER BY score DESC"),
      [1, 3, 5],
    );
    const answer = await query("SELECT * FROM bm25_search('default.main.notes', 'body', 'lazy')");
    assert.deepEqual(answer.json.columns, ["id", "city", "body", "vec", "score"]);
    assert.equal(answer.json.rows[0][0], 2);
    // ln(1 + (4 - 1 + 0.5) / (1 + 0.5)), times what one word of three weighs where 3.75 are the average.
    const weight = 1 / (1 + 1.2 * (0.25 + (0.75 * 3) / 3.75));
    assert.ok(Math.abs(answer.json.rows[0][4] - Math.log(1 + 3.5 / 1.5) * weight) < 1e-5);
  });

  await t.test("compose with conditions, joins, common tables and unions", async () => {
    const statements: [string, unknown[]][] = [
      ["SELECT id FROM bm25_search('notes', 'body', 'dog', 1) WHERE city = 'rome'", [3]],
      ["SELECT id FROM bm25_search('notes', 'body', 'dog') WHERE city = 'oslo'", [2]],
      [
        "WITH hits AS (SELECT * FROM bm25_search('notes', 'body', 'dog')) " +
          "SELECT n.id FROM notes n JOIN hits USING (id) ORDER BY n.id",
        [2, 3, 5],
      ],
      [
        "SELECT coalesce(a.id, b.id) AS id FROM bm25_search('notes', 'body', 'fox') AS a " +
          "FULL OUTER JOIN vector_search_vector('notes', 'vec', ARRAY[0, 1], 2) AS b ON a.id = b.id ORDER BY id",
        [1, 2, 3, 5],
      ],
      [
        "SELECT id FROM bm25_search('notes', 'body', 'lazy') UNION ALL " +
          "SELECT id FROM bm25_search('notes', 'body', 'slow') ORDER BY id",
        [2, 5],
      ],
      [
        "SELECT id FROM notes WHERE id IN (SELECT id FROM bm25_search('notes', 'body', 'fox')) ORDER BY 1",
        [1, 5],
      ],
      ["SELECT id FROM bm25_search('notes', 'body', '\"quick dog\"')", [3]],
      ["SELECT id FROM bm25_search('notes', 'body', '+dog -slow') ORDER BY 1", [2, 3]],
      ["SELECT id FROM bm25_search('notes', 'body', 'qui* fxo~2') ORDER BY 1", [1, 3, 5]],
      ["SELECT id FROM bm25_search('notes', 'body', 'nothing')", []],
    ];
    for (const [sql, expected] of statements) assert.deepEqual(await ids(sql), expected, sql);
  });

  await t.test("take parameters for everything", async () => {
    const sql = "SELECT id FROM bm25_search(?, ?, ?, ?) WHERE city = ? ORDER BY score DESC LIMIT ?";
    assert.deepEqual(await ids(sql, { parameters: ["notes", "body", "dog", 5, "rome", 1] }), [3]);
    const near = "SELECT id FROM vector_search_vector($t, $c, $v, $k) ORDER BY _distance";
    const parameters = { t: "main.notes", c: "vec", v: { type: "FLOAT[]", value: "[2, 0]" }, k: 2 };
    assert.deepEqual(
      (await ids(near, { parameters })).toSorted((a, b) => Number(a) - Number(b)),
      [1, 5],
    );
  });

  await t.test("work in every dialect", async () => {
    for (const dialect of ["hotsql", "postgres", "duckdb", "snowflake"]) {
      const sql = "SELECT s.id FROM bm25_search('notes', 'body', 'lazy', 3) AS s WHERE s.id > 0";
      assert.deepEqual(await ids(sql, { dialect }), [2], dialect);
    }
  });

  await t.test("find the nearest vectors", async () => {
    const answer = await query(
      "SELECT id, _distance FROM vector_search_vector('notes', 'vec', ARRAY[0.0, 1.0], 3) ORDER BY _distance, id",
    );
    assert.deepEqual(answer.json.rows, [
      [2, 0],
      [3, 1],
      [1, 2],
    ]);
    assert.deepEqual(
      await ids("SELECT id FROM vector_search_vector('notes', 'vec', ARRAY[0, 1], 1) WHERE id > 4"),
      [5],
    );
    assert.deepEqual(
      await ids("SELECT id FROM notes ORDER BY l2_distance(vec, [0, 1]), id LIMIT 5"),
      [2, 3, 1, 5, 4],
    );
    assert.deepEqual(
      await ids("SELECT id FROM notes ORDER BY l2_distance(vec, [0, 1]) LIMIT 5"),
      [2, 3, 1, 5, 4],
      "rows without a vector come last, with an index, too",
    );
  });

  await t.test("say what is wrong", async () => {
    const refused: [string, RegExp][] = [
      [
        "SELECT * FROM bm25_search('default.main.notes', 'city', 'x')",
        /^No BM25 index found on column 'city' for default\.main\.notes$/,
      ],
      [
        "SELECT * FROM vector_search('notes', 'body', 'x', 3)",
        /no vector index with embedding configuration found for column 'body'/,
      ],
      [
        "SELECT * FROM hybrid_search('notes', 'body', 'x', 3)",
        /no vector index with embedding configuration found for column 'body'/,
      ],
      [
        "SELECT vector_distance(body, 'x') FROM notes",
        /no vector index with embedding configuration found for column 'body'/,
      ],
      ["SELECT * FROM vector_search_vector('notes', 'body', ARRAY[1], 3)", /no vector index found/],
      [
        "SELECT * FROM vector_search_vector('notes', 'vec', ARRAY[1, 2, 3], 3)",
        /\b2\b.*\b3\b|\b3\b.*\b2\b/,
      ],
      [
        `SELECT * FROM bm25_search('__db_${index.database.id}.main.notes', 'body', 'x')`,
        /catalog '.*' is not attached/,
      ],
      [
        "SELECT * FROM bm25_search('main.missing', 'body', 'x')",
        /table 'default.main.missing' not found/,
      ],
      ["SELECT * FROM bm25_search('information_schema.tables', 'x', 'y')", /No index found/],
    ];
    for (const [sql, message] of refused) assert.match(await refusal(sql), message, sql);
  });

  await t.test("show indexes in information_schema", async () => {
    assert.deepEqual(
      await rows(
        "SELECT table_schema, table_name, index_name, index_type, column_names, metric, source_column, status " +
          "FROM information_schema.indexes ORDER BY index_name",
      ),
      [
        ["main", "notes", "near", "vector", "vec", "l2", null, "ready"],
        ["main", "notes", "words", "bm25", "body", null, null, "ready"],
      ],
    );
  });

  await t.test("show where the words are", async () => {
    assert.deepEqual(
      await rows(
        "SELECT snippet(body, 'fox quick') FROM bm25_search('notes', 'body', 'fox quick') WHERE id = 1",
      ),
      [["the <b>quick</b> brown <b>fox</b>"]],
    );
    assert.deepEqual(
      await rows("SELECT snippet(body, $1, 12) FROM notes WHERE id = 5", {
        parameters: ["slow -dog"],
      }),
      [["<b>slow</b> fox and..."]],
    );
  });

  await t.test("follow every change", async () => {
    const before = await ids("SELECT id FROM bm25_search('notes', 'body', 'dog') ORDER BY 1");
    await load(index, "notes", lines([{ id: 6, city: "bonn", body: "dog", vec: [9, 9] }]), {
      mode: "append",
    });
    assert.deepEqual(await ids("SELECT id FROM bm25_search('notes', 'body', 'dog') ORDER BY 1"), [
      ...before,
      6,
    ]);
    assert.deepEqual(
      await ids("SELECT id FROM notes ORDER BY l2_distance(vec, [9, 9]) LIMIT 1"),
      [6],
    );
    await load(index, "notes", lines([{ id: 6 }]), { mode: "delete", key: ["id"] });
    assert.deepEqual(
      await ids("SELECT id FROM bm25_search('notes', 'body', 'dog') ORDER BY 1"),
      before,
    );
    assert.deepEqual(
      await ids("SELECT id FROM notes ORDER BY l2_distance(vec, [9, 9]) LIMIT 1"),
      [5],
    );
    assert.deepEqual(
      await ids("SELECT id FROM notes ORDER BY l2_distance(vec, [3, 1]) LIMIT 2"),
      [5, 3],
    );
  });
});

test("a filtered search returns as many as are wanted when there are so many", async (t) => {
  const index = await startIndexApp(t);
  const { rows } = queries(index);
  const made = await rows("SELECT count(*) FROM range(30000) AS r(i)");
  assert.deepEqual(made, [[30_000]]);
  const answer = await queries(index).query(
    "SELECT i AS id, i % 100 AS part, 'word' || (i % 7) || ' common' AS body, " +
      "[sin(i), cos(i * 3), sin(i * 7), cos(i * 11)]::FLOAT[] AS vec FROM range(30000) AS r(i)",
  );
  const path = `/v1/databases/${index.database.id}/schemas/main/tables/big/loads`;
  const loaded = await index.app.call("POST", path, {
    json: { mode: "replace", result_id: answer.json.result_id },
  });
  assert.equal(loaded.status, 200, loaded.text);
  await make(index, { index_name: "words", index_type: "bm25", columns: ["body"] }, "big");
  const near =
    "SELECT id FROM big WHERE CONDITION ORDER BY l2_distance(vec, [0, 0.5, 0.1, 0.2]) LIMIT 10";
  const conditions = [
    "true",
    "part < 10",
    "part = 3",
    "id = 7",
    "id < 0",
    "part = 3 AND body LIKE 'word1%'",
  ];
  const exact = new Map<string, unknown[][]>();
  for (const condition of conditions) {
    exact.set(condition, await rows(near.replace("CONDITION", condition)));
  }
  await make(
    index,
    { index_name: "near", index_type: "vector", columns: ["vec"], metric: "l2" },
    "big",
  );
  for (const condition of conditions) {
    const expected = exact.get(condition) ?? [];
    const found = await rows(near.replace("CONDITION", condition));
    const direct = await rows(
      "SELECT id FROM vector_search_vector('big', 'vec', ARRAY[0, 0.5, 0.1, 0.2], 10) " +
        `WHERE ${condition} ORDER BY _distance`,
    );
    assert.equal(found.length, expected.length, condition);
    assert.equal(direct.length, expected.length, condition);
    const same = found.filter(([id]) => expected.some(([other]) => other === id));
    assert.ok(
      same.length >= expected.length * 0.8,
      `${condition}: ${same.length} of ${expected.length}`,
    );
    const words = await rows(
      `SELECT id FROM bm25_search('big', 'body', 'common', 10) WHERE ${condition}`,
    );
    assert.equal(words.length, expected.length, condition);
  }
  assert.deepEqual(await rows("SELECT count(*) FROM bm25_search('big', 'body', 'common')"), [
    [30_000],
  ]);
});
