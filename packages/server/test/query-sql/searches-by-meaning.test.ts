import assert from "node:assert/strict";
import { test } from "node:test";
import { ensureEmbeddingModel } from "../../../../test/embedding-model/ensure-embedding-model.ts";
import { startEmbeddingService } from "../../../../test/embedding-model/start-embedding-service.ts";
import { create, load, startIndexApp } from "../indexes/index-app.ts";

const { modelDir } = await ensureEmbeddingModel();
const CSV = [
  "id,body",
  "1,The cat sat on the mat.",
  "2,Interest rates rose in March.",
  "3,",
  "4,A feline rested on the rug.",
  "5,The mat was sold in March.",
].join("\n");

test("searches of texts by meaning, and by meaning and words at once", async (t) => {
  const service = await startEmbeddingService(modelDir);
  t.after(() => service.close());
  const config = { openaiBaseUrl: service.url, openaiModel: "minilm" };
  const index = await startIndexApp(t, config);
  const { app, database } = index;
  const rows = async (sql: string, fields: object = {}): Promise<unknown[][]> => {
    const json = { sql, database_id: database.id, ...fields };
    const answer = await app.call("POST", "/v1/query", { json });
    assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
    return answer.json.rows;
  };
  await load(index, "notes", CSV);
  const meaning = {
    index_name: "meaning",
    index_type: "vector",
    columns: ["body"],
    embedding_provider_id: "sys_emb_openai",
  };
  assert.equal((await create(index, meaning, "notes")).status, 201);
  const kitten = "a kitten on the carpet";

  await t.test("vector_distance is the distance that a search tells", async () => {
    const searched = await rows(
      "SELECT id, _distance FROM vector_search('notes', 'body', $1, 4) ORDER BY id",
      { parameters: [kitten] },
    );
    const computed = await rows(
      "SELECT id, vector_distance(body, $1) FROM notes WHERE body IS NOT NULL ORDER BY id",
      { parameters: [kitten] },
    );
    assert.equal(searched.length, 4);
    for (const [place, [id, distance]] of computed.entries()) {
      assert.equal(id, searched[place]?.[0]);
      assert.ok(Math.abs(Number(distance) - Number(searched[place]?.[1])) < 1e-5);
    }
  });

  await t.test("vector_distance orders rows, by an index or without", async () => {
    const statements: [string, unknown[][]][] = [
      [`SELECT id FROM notes ORDER BY vector_distance(body, '${kitten}') LIMIT 2`, [[4], [1]]],
      [
        `SELECT id FROM notes AS n WHERE id < 3 ORDER BY vector_distance(n.body, '${kitten}') LIMIT 1`,
        [[1]],
      ],
      [`SELECT id FROM notes ORDER BY vector_distance(body, '${kitten}'), id LIMIT 2`, [[4], [1]]],
      [
        `SELECT n.id, vector_distance(n.body, 'monetary policy') < 0.9 FROM notes n JOIN notes m USING (id) WHERE n.id = 2`,
        [[2, true]],
      ],
    ];
    for (const [sql, expected] of statements) assert.deepEqual(await rows(sql), expected, sql);
    const json = {
      sql: `SELECT vector_distance(body, 'x') FROM notes LIMIT 1`,
      database_id: database.id,
    };
    const answer = await app.call("POST", "/v1/query", { json });
    assert.deepEqual(answer.json.columns, ["vector_distance"]);
  });

  await t.test("hybrid_search fuses the ranks of both", async () => {
    const refused = await app.call("POST", "/v1/query", {
      json: {
        sql: "SELECT * FROM hybrid_search('notes', 'body', 'mat', 2)",
        database_id: database.id,
      },
    });
    assert.equal(refused.status, 400);
    assert.match(refused.json.error.message, /^No BM25 index found on column 'body'/);
    const words = { index_name: "words", index_type: "bm25", columns: ["body"] };
    assert.equal((await create(index, words, "notes")).status, 201);
    const byMeaning = await rows(
      "SELECT id FROM vector_search('notes', 'body', 'cat mat', 4) ORDER BY _distance",
    );
    const byWords = await rows(
      "SELECT id FROM bm25_search('notes', 'body', 'cat mat') ORDER BY score DESC",
    );
    const scores = new Map<unknown, number>();
    for (const list of [byWords, byMeaning]) {
      for (const [place, [id]] of list.entries()) {
        scores.set(id, (scores.get(id) ?? 0) + 1 / (61 + place));
      }
    }
    const expected = [...scores].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
    const fused = await rows(
      "SELECT id, score FROM hybrid_search('notes', 'body', 'cat mat', 3) ORDER BY score DESC",
    );
    assert.deepEqual(
      fused.map(([id]) => id),
      expected.map(([id]) => id),
    );
    for (const [place, [, score]] of fused.entries()) {
      assert.ok(Math.abs(Number(score) - (expected[place]?.[1] ?? 0)) < 1e-6);
    }
    assert.deepEqual(
      await rows("SELECT id FROM hybrid_search('notes', 'body', 'cat mat', 1) WHERE id = 2"),
      [[2]],
    );
  });
});
