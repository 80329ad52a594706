import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DatasetFixture } from "../datasets/dataset-fixture.ts";

async function setUp(t: TestContext) {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const newSandbox = async () => {
    const answer = await app.call("POST", "/v1/sandboxes", { json: {} });
    return { "x-session-id": String(answer.json.sandbox.public_id) };
  };
  /** The rows, or the message of what is wrong. */
  const ask = async (sql: string, headers: Record<string, string> = {}) => {
    const { json } = await app.call("POST", "/v1/query", { json: { sql }, headers });
    return json.rows ?? json.error.message;
  };
  const make = (label: string, content: string, headers: Record<string, string>) =>
    fixture.create(label, { inline: { format: "csv", content } }, headers);
  return { fixture, app, ask, make, inA: await newSandbox(), inB: await newSandbox() };
}

test("a bare name that the database does not have is a dataset of the sandbox", async (t) => {
  const { app, ask, make, inA, inB } = await setUp(t);
  await make("Cleaned", "a\n1\n", inA);
  await make("cleaned", "a\n2\n", inB);
  for (let i = 0; i < 2; i += 1) {
    assert.deepEqual(await ask("SELECT a FROM cleaned", inA), [[1]]);
    assert.deepEqual(await ask("SELECT x.a FROM CLEANED x JOIN cleaned y USING (a)", inB), [[2]]);
  }
  const id = inB["x-session-id"];
  const both = `SELECT cleaned.a, other.a FROM cleaned, datasets.${id}.cleaned AS other`;
  assert.deepEqual(await ask(both, inA), [[1, 2]]);
  assert.deepEqual(await ask("WITH cleaned AS (SELECT 5 AS a) SELECT a FROM cleaned", inA), [[5]]);

  assert.match(await ask("SELECT a FROM cleaned"), /table 'default.main.cleaned' not found/);
  for (const name of ["main.cleaned", "default.main.cleaned", "cleaned AT (VERSION => 1)"]) {
    assert.match(await ask(`SELECT a FROM ${name}`, inA), /not (found|kept)/, name);
  }
  assert.match(await ask("SELECT 1 FROM cleaned, default.main.cleaned x", inA), /not found/);

  await app.call("DELETE", `/v1/sandboxes/${inA["x-session-id"]}`);
  assert.match(await ask("SELECT a FROM cleaned", inA), /not found/);
  assert.deepEqual(await ask("SELECT a FROM cleaned", inB), [[2]]);
});

test("a table of the database comes first, and within a database no dataset is seen", async (t) => {
  const { fixture, ask, make, inA } = await setUp(t);
  await make("orders", "a\n1\n", inA);
  assert.deepEqual(await ask("SELECT a FROM orders", inA), [[1]]);
  const headers = { ...inA, "x-database-id": await fixture.defaultDatabaseId() };
  assert.match(await ask("SELECT a FROM orders", headers), /not found/);
  await fixture.load("orders", "a\n7\n");
  assert.deepEqual(await ask("SELECT a FROM orders", inA), [[7]]);
  assert.deepEqual(await ask("SELECT a FROM orders", headers), [[7]]);
  const { "x-session-id": id } = inA;
  const both = `SELECT x.a, y.a FROM orders x, datasets.${id}.orders y`;
  assert.deepEqual(await ask(both, inA), [[7, 1]]);
});

test("saved queries and datasets made of queries find them, too", async (t) => {
  const { fixture, app, ask, make, inA } = await setUp(t);
  const first = await make("numbers", "a\n1\n2\n", inA);
  const saved = await app.call("POST", "/v1/queries", {
    json: { name: "n", sql: "SELECT sum(a) AS s FROM numbers" },
  });
  const path = `/v1/queries/${saved.json.id}/execute`;
  const executed = await app.call("POST", path, { headers: inA, json: {} });
  assert.deepEqual(executed.json.rows, [[3]]);
  const background = {
    sql: "SELECT count(*) AS n FROM numbers",
    async: true,
    async_after_ms: 20_000,
  };
  const answer = await app.call("POST", "/v1/query", { headers: inA, json: background });
  assert.deepEqual(answer.json.rows, [[2]]);

  const sums = await fixture.create("sums", { sql: "SELECT sum(a) AS s FROM numbers" }, inA);
  assert.deepEqual(await ask("SELECT s FROM sums", inA), [[3]]);
  await app.call("DELETE", `/v1/datasets/${first.id}`);
  await make("numbers", "a\n40\n2\n", inA);
  const refreshed = await fixture.refresh({ dataset_id: sums.id });
  assert.equal(refreshed.status, 200, refreshed.text);
  assert.deepEqual(await ask("SELECT s FROM sums", inA), [[42]]);
});
