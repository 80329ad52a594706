import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ensureEmbeddingModel } from "../../../../../test/embedding-model/ensure-embedding-model.ts";
import { startEmbeddingService } from "../../../../../test/embedding-model/start-embedding-service.ts";
import type { Config } from "../../../src/config/load-config.ts";
import { type Json, startTestApp } from "../../start-test-app.ts";

const { modelDir } = await ensureEmbeddingModel();
const CSV = [
  "id,body",
  "1,The cat sat on the mat.",
  "2,Interest rates rose in March.",
  "3,",
  "4,A feline rested on the rug.",
  "5,The cat sat on the mat.",
].join("\n");

async function start(t: TestContext, config: Partial<Config>) {
  const app = await startTestApp(t, config);
  const made = await app.call("POST", "/v1/databases", {
    json: { name: "docs", schemas: [{ name: "public", tables: [{ name: "notes" }] }] },
  });
  const { id: databaseId, default_connection_id: connectionId } = made.json;
  const tablePath = `/v1/databases/${databaseId}/schemas/public/tables/notes`;
  const load = async (mode: string, data: string, key?: string[]): Promise<void> => {
    const json = { mode, data, ...(key === undefined ? {} : { key }) };
    const loaded = await app.call("POST", `${tablePath}/loads`, { json });
    assert.equal(loaded.status, 200, loaded.text);
  };
  const ask = (sql: string) =>
    app.call("POST", "/v1/query", { json: { sql, database_id: databaseId } });
  const rows = async (sql: string): Promise<unknown[][]> => {
    const answer = await ask(sql);
    assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
    return answer.json.rows;
  };
  const index = (fields: Json) =>
    app.call("POST", `/v1/connections/${connectionId}/tables/public/notes/indexes`, {
      json: { index_name: "meaning", columns: ["body"], index_type: "vector", ...fields },
    });
  await load("replace", CSV);
  return { app, databaseId, connectionId, load, ask, rows, index };
}

test("an index with the system's provider finds by meaning, keeps up with loads and sends a text once", async (t) => {
  const service = await startEmbeddingService(modelDir);
  t.after(() => service.close());
  const fixture = await start(t, { openaiBaseUrl: service.url, openaiModel: "minilm" });
  const { index, rows, load } = fixture;
  const made = await index({ embedding_provider_id: "sys_emb_openai" });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(
    [made.json.columns, made.json.source_column, made.json.metric],
    [["body_embedding"], "body", "cosine"],
  );
  const sent = () => service.requests.flatMap(({ input }) => input);
  assert.equal(sent().length, 3, "two rows have one text, and one has none");
  const find = (text: string) =>
    rows(`SELECT id FROM vector_search('notes', 'body', '${text}', 2) ORDER BY _distance, id`);
  assert.deepEqual(await find("a kitten on the carpet"), [[4], [1]]);
  assert.deepEqual((await find("a kitten on the carpet")).length, 2);
  assert.equal(sent().length, 4, "the text to find was sent once");
  await load(
    "append",
    "id,body\n6,The central bank made borrowing dearer.\n7,The cat sat on the mat.",
  );
  assert.deepEqual(await find("monetary policy"), [[6], [2]]);
  assert.equal(sent().length, 6);
});

test("the vectors are a column of the table that belongs to the index", async (t) => {
  const fixture = await start(t, { localModelDir: modelDir });
  const { app, connectionId, index, rows, load, ask } = fixture;
  assert.equal((await index({ embedding_provider_id: "sys_emb_openai" })).status, 201);
  const all = await ask("SELECT * FROM notes ORDER BY id");
  assert.deepEqual(all.json.columns, ["id", "body", "body_embedding"]);
  const lengths = await rows("SELECT id, len(body_embedding) FROM notes ORDER BY id");
  assert.deepEqual(lengths, [
    [1, 384],
    [2, 384],
    [3, null],
    [4, 384],
    [5, 384],
  ]);
  const [first, , , , last] = all.json.rows;
  assert.deepEqual(first[2], last[2]);
  const near = await rows(
    `SELECT id FROM notes WHERE id > 1 ORDER BY cosine_distance(body_embedding, (SELECT body_embedding FROM notes WHERE id = 1)), id LIMIT 2`,
  );
  assert.deepEqual(near, [[5], [4]]);
  const found = await ask("SELECT * FROM vector_search('notes', 'body', 'a kitten', 1)");
  assert.deepEqual(found.json.columns, ["id", "body", "body_embedding", "_distance"]);
  assert.equal(found.json.rows[0][2].length, 384);
  await load("append", "id,body\n6,A dog barked.");
  const after = await rows(
    "SELECT id, len(body_embedding) FROM vector_search('notes', 'body', 'hound', 1)",
  );
  assert.deepEqual(after, [[6, 384]]);
  const described = (await rows("DESCRIBE notes")).map(([name, type]) => [name, type]);
  assert.deepEqual(described.at(-1), ["body_embedding", "list<item: Float32>"]);
  const columnNames =
    "SELECT column_name FROM information_schema.columns WHERE table_name = 'notes'";
  assert.deepEqual(await rows(columnNames), [["id"], ["body"], ["body_embedding"]]);
  const listing = `/v1/information_schema?connection_id=${connectionId}&include_columns=true`;
  const [table] = (await app.call("GET", listing)).json.tables;
  assert.deepEqual(table.columns.at(-1), {
    name: "body_embedding",
    data_type: "list<item: Float32>",
    nullable: true,
  });
  await load("append", "id,body,body_embedding\n7,its own,mine");
  const own = await rows("SELECT id, body_embedding FROM notes WHERE id IN (1, 7) ORDER BY id");
  assert.deepEqual(
    own,
    [
      [1, null],
      [7, "mine"],
    ],
    "a column of the table's own hides it",
  );
  const path = `/v1/connections/${connectionId}/tables/public/notes/indexes/meaning`;
  assert.equal((await app.call("DELETE", path)).status, 204);
  await load("replace", "id,body\n1,x");
  assert.deepEqual((await ask("SELECT * FROM notes")).json.columns, ["id", "body"]);
});

test("rows are read as they are when the provider is gone; what is made already stays", async (t) => {
  const fixture = await start(t, { localModelDir: modelDir });
  const { app, databaseId, index } = fixture;
  assert.equal((await index({ embedding_provider_id: "sys_emb_openai" })).status, 201);
  const without = await app.restart({ localModelDir: undefined });
  const ask = (sql: string) =>
    without.call("POST", "/v1/query", { json: { sql, database_id: databaseId } });
  const all = await ask("SELECT id, len(body_embedding) FROM notes ORDER BY id LIMIT 2");
  assert.deepEqual(
    all.json.rows,
    [
      [1, 384],
      [2, 384],
    ],
    all.text,
  );
  const searched = await ask("SELECT * FROM vector_search('notes', 'body', 'cat', 1)");
  assert.equal(searched.status, 400, searched.text);
  assert.match(searched.json.error.message, /HOTDATA_LOCAL_MODEL_DIR/);
});

test("rows of every file have their own vector, also without those that were deleted", async (t) => {
  const fixture = await start(t, { localModelDir: modelDir });
  const { index, rows, load } = fixture;
  for (let at = 10; at < 16; at++)
    await load("append", `id,body\n${at},number ${at}\n${at + 10},The cat sat on the mat.`);
  assert.equal((await index({ embedding_provider_id: "sys_emb_openai" })).status, 201);
  await load("delete", "id\n12\n1\n", ["id"]);
  const wrong = await rows(
    "SELECT count(*), count(DISTINCT body_embedding), count(DISTINCT body) FROM notes WHERE body IS NOT NULL",
  );
  assert.deepEqual(wrong, [[14, 8, 8]]);
  const cats = await rows(
    "SELECT count(*) FROM vector_search('notes', 'body', 'The cat sat on the mat.', 7) WHERE _distance < 0.001 AND body LIKE 'The cat%'",
  );
  assert.deepEqual(cats, [[7]]);
});

test("a workspace's own provider is asked with its key, inside the network where that is allowed", async (t) => {
  const service = await startEmbeddingService(modelDir);
  t.after(() => service.close());
  const fixture = await start(t, {});
  const key = "sk-embedded-index-0123456789";
  const provider = await fixture.app.call("POST", "/v1/embedding-providers", {
    json: {
      name: "ours",
      provider_type: "service",
      api_key: key,
      config: { base_url: service.url, model: "minilm", dimensions: 64 },
    },
  });
  const fields = {
    embedding_provider_id: provider.json.id,
    output_column: "meaning",
    metric: "l2",
  };
  const refused = await fixture.index(fields);
  assert.equal(refused.status, 400, refused.text);
  assert.match(refused.json.error.message, /HOTDATA_EMBEDDING_HOSTS/);
  assert.equal(service.requests.length, 0);
  const app = await fixture.app.restart({ embeddingHosts: ["127.0.0.0/8"] });
  const path = `/v1/connections/${fixture.connectionId}/tables/public/notes/indexes`;
  const json = { index_name: "meaning", columns: ["body"], index_type: "vector", ...fields };
  service.next.push((response) => response.writeHead(401).end("{}"));
  const failed = await app.call("POST", path, { json });
  assert.equal(failed.status, 400, failed.text);
  assert.match(failed.json.error.message, /refuses the key/);
  assert.doesNotMatch(failed.text, /sk-/);
  const made = await app.call("POST", path, { json });
  assert.equal(made.status, 201, made.text);
  assert.equal(service.requests.at(-1)?.authorization, `Bearer ${key}`);
  const sql = "SELECT id, len(meaning) FROM vector_search('notes', 'body', 'a kitten', 1)";
  const body = { json: { sql, database_id: fixture.databaseId } };
  const found = await app.call("POST", "/v1/query", body);
  assert.equal(found.status, 200, found.text);
  assert.equal(found.json.rows[0][1], 64);
  const all = service.requests.length;
  const config = { base_url: service.url, model: "another", dimensions: 64 };
  await app.call("PUT", `/v1/embedding-providers/${provider.json.id}`, { json: { config } });
  assert.deepEqual((await app.call("POST", "/v1/query", body)).json.rows, found.json.rows);
  const asked = service.requests.slice(all);
  assert.ok(asked.every(({ model }) => model === "another"));
  const texts = asked.map(({ input }) => input.length);
  assert.deepEqual(new Set(texts), new Set([1, 3]), "all anew with another model");
});

test("a dataset's texts are found by meaning, and its vectors are a column", async (t) => {
  const fixture = await start(t, { localModelDir: modelDir });
  const { app, databaseId } = fixture;
  const run = (sql: string, fields: Json = {}) =>
    app.call("POST", "/v1/query", { json: { sql, ...fields } });
  const sql = "SELECT id, body FROM public.notes";
  const made = await app.call("POST", "/v1/datasets", {
    json: { label: "Notes", table_name: "notes", source: { sql } },
    headers: { "x-database-id": databaseId },
  });
  assert.equal(made.status, 201, made.text);
  const path = `/v1/datasets/${made.json.id}/indexes`;
  const json = {
    index_name: "m",
    columns: ["body"],
    index_type: "vector",
    embedding_provider_id: "sys_emb_openai",
  };
  const index = await app.call("POST", path, { json });
  assert.equal(index.status, 201, index.text);
  const found = await run(
    "SELECT id, len(body_embedding) FROM vector_search('datasets.main.notes', 'body', 'a kitten on a carpet', 1)",
  );
  assert.deepEqual(found.json.rows, [[4, 384]], found.text);
  const all = await run("SELECT count(body_embedding) FROM datasets.main.notes");
  assert.deepEqual(all.json.rows, [[4]], all.text);
});
