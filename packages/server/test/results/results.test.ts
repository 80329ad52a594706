import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { startTestApp, TEST_KEY, type TestApp } from "../start-test-app.ts";
import { bytesOf } from "./bytes-of.ts";

async function resultOf(app: TestApp, sql: string): Promise<string> {
  const answer = await app.call("POST", "/v1/query", {
    json: { sql, async: true, async_after_ms: 10_000 },
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.json.result_id;
}

/** 300,000 rows: a file of three row groups. */
const LARGE = "SELECT range AS n, 'row ' || range AS s FROM range(300000)";

test("results by page and format", async (t) => {
  const app = await startTestApp(t);
  const id = await resultOf(app, LARGE);

  await t.test("pages of Arrow across row groups are exact", async () => {
    for (const [offset, limit] of [
      [0, 5],
      [122_878, 5],
      [245_755, 54_245],
      [299_999, 10],
      [300_000, 10],
    ] as const) {
      const table = tableFromIPC(
        await bytesOf(app, `/v1/results/${id}?format=arrow&offset=${offset}&limit=${limit}`),
      );
      const expected = Math.max(0, Math.min(limit, 300_000 - offset));
      assert.equal(table.numRows, expected);
      if (expected > 0) {
        assert.equal(table.getChild("n")?.get(0), BigInt(offset));
        assert.equal(table.getChild("s")?.get(expected - 1), `row ${offset + expected - 1}`);
      }
    }
    const whole = tableFromIPC(await bytesOf(app, `/v1/results/${id}?format=arrow`));
    assert.equal(whole.numRows, 300_000);
  });

  await t.test("pages of text put together are the whole", async () => {
    const whole = await app.call("GET", `/v1/results/${id}?format=csv`);
    const pages: string[] = [];
    for (let offset = 0; offset < 300_000; offset += 70_000) {
      const page = await app.call(
        "GET",
        `/v1/results/${id}?format=csv&offset=${offset}&limit=70000`,
      );
      pages.push(page.text.replace(/^n,s\n/, ""));
    }
    assert.equal(`n,s\n${pages.join("")}`, whole.text);
  });

  await t.test("total and next page are told", async () => {
    const page = await app.call("GET", `/v1/results/${id}?offset=10&limit=5`);
    assert.equal(page.headers.get("x-total-row-count"), "300000");
    assert.equal(page.headers.get("link"), `</v1/results/${id}?offset=15&limit=5>; rel="next"`);
    assert.deepEqual(page.json.rows[0], [10, "row 10"]);
    assert.equal(page.json.row_count, 5);
    const last = await app.call("GET", `/v1/results/${id}?offset=299995&limit=5`);
    assert.equal(last.headers.get("link"), null);
    const probe = await app.call("GET", `/v1/results/${id}?limit=0`);
    assert.equal(probe.headers.get("x-total-row-count"), "300000");
    assert.deepEqual(probe.json, {
      result_id: id,
      status: "ready",
      columns: ["n", "s"],
      nullable: [true, true],
      row_count: 0,
      rows: [],
    });
  });

  await t.test("format beats Accept, Accept beats JSON", async () => {
    const type = async (query: string, accept?: string) => {
      const headers = accept === undefined ? {} : { accept };
      const answer = await app.call("GET", `/v1/results/${id}?limit=1${query}`, { headers });
      return answer.headers.get("content-type");
    };
    const arrow = "application/vnd.apache.arrow.stream";
    assert.match((await type("")) ?? "", /^application\/json/);
    assert.equal(await type("", arrow), arrow);
    assert.equal(await type("", `text/html, ${arrow};q=0.1`), arrow);
    assert.equal(await type("&format=csv", arrow), "text/csv; charset=utf-8");
    assert.equal(await type("&format=markdown"), "text/markdown; charset=utf-8");
    assert.match((await type("", "application/json, text/csv")) ?? "", /^application\/json/);
  });

  await t.test("a Parquet file comes with its length, small and large", async () => {
    for (const resultId of [id, await resultOf(app, "SELECT 1 AS ok")]) {
      const answer = await fetch(`${app.url}/v1/results/${resultId}?format=parquet`, {
        headers: { authorization: `Bearer ${TEST_KEY}` },
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      assert.equal(answer.headers.get("content-length"), String(bytes.length));
      assert.equal(Buffer.from(bytes.subarray(-4)).toString(), "PAR1");
    }
  });

  await t.test("what is not acceptable is a 400, what is unknown a 404", async () => {
    for (const query of ["offset=-1", "limit=x", "format=xml"]) {
      assert.equal((await app.call("GET", `/v1/results/${id}?${query}`)).status, 400, query);
    }
    assert.equal((await app.call("GET", "/v1/results/rsltnone")).status, 404);
    const created = await app.call("POST", "/v1/databases", { json: {} });
    const headers = { "x-database-id": created.json.id };
    assert.equal((await app.call("GET", `/v1/results/${id}`, { headers })).status, 404);
  });

  await t.test("a client that leaves in the middle does no harm", async () => {
    const abort = new AbortController();
    const response = await fetch(`${app.url}/v1/results/${id}?format=csv`, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
      signal: abort.signal,
    });
    await response.body?.getReader().read();
    abort.abort();
    assert.equal((await app.call("GET", `/v1/results/${id}?limit=1`)).status, 200);
  });
});

test("results survive a restart, small and large", async (t: TestContext) => {
  const app = await startTestApp(t);
  const small = await resultOf(app, "SELECT 1 AS ok");
  const large = await resultOf(app, LARGE);
  assert.equal(existsSync(join(app.dataDir, "results", `${small}.parquet`)), false);
  const after = await app.restart();
  assert.deepEqual((await after.call("GET", `/v1/results/${small}`)).json.rows, [[1]]);
  assert.equal(
    (await after.call("GET", `/v1/results/${large}?limit=0`)).headers.get("x-total-row-count"),
    "300000",
  );
  const listed = await after.call("GET", "/v1/results?limit=1&offset=1");
  assert.deepEqual(
    listed.json.results.map((one: { id: string }) => one.id),
    [small],
  );
});

test("a deleted database takes its results with it", async (t) => {
  const app = await startTestApp(t);
  const { json } = await app.call("POST", "/v1/databases", { json: {} });
  const answer = await app.call("POST", "/v1/query", {
    json: { sql: LARGE, database_id: json.id },
  });
  assert.equal(readdirSync(join(app.dataDir, "results")).length, 1);
  await app.call("DELETE", `/v1/databases/${json.id}`);
  assert.equal(readdirSync(join(app.dataDir, "results")).length, 0);
  assert.equal((await app.call("GET", `/v1/results/${answer.json.result_id}`)).status, 404);
});
