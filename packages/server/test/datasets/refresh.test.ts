import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Json } from "../start-test-app.ts";
import { DatasetFixture } from "./dataset-fixture.ts";

test("versions of a dataset", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  await fixture.load("source", "n\n1\n");
  const made = await fixture.create("numbers", {
    type: "sql_query",
    sql: "SELECT n FROM source ORDER BY n",
  });
  const read = () => fixture.rows("SELECT * FROM datasets.main.numbers ORDER BY 1");

  await t.test("a refresh reads the source again", async () => {
    await fixture.load("source", "n\n1\n2\n");
    assert.deepEqual(await read(), [[1]]);
    const answer = await fixture.refresh({ dataset_id: made.id });
    assert.equal(answer.status, 200, answer.text);
    const { created_at: createdAt, ...rest } = answer.json;
    assert.deepEqual(rest, { id: made.id, version: 2, status: "ready" });
    assert.deepEqual(await read(), [[1], [2]]);
    const shown = await fixture.get(made.id);
    assert.equal(shown.latest_version, 2);
    assert.equal(shown.updated_at, createdAt);
  });

  await t.test("the columns may change with the saved query", async () => {
    const { queries } = (await app.call("GET", "/v1/queries")).json;
    const sql = "SELECT n, n * 10 AS tens FROM source";
    await app.call("PUT", `/v1/queries/${queries[0].id}`, { json: { sql } });
    assert.equal((await fixture.refresh({ dataset_id: made.id })).json.version, 3);
    assert.deepEqual(await read(), [
      [1, 10],
      [2, 20],
    ]);
  });

  await t.test("a pinned version is what SQL reads", async () => {
    const pinned = await fixture.put(made.id, { pinned_version: 1 });
    assert.equal(pinned.json.pinned_version, 1);
    assert.equal(pinned.json.latest_version, 3);
    assert.deepEqual(await read(), [[1]]);
    const shown = await fixture.get(made.id);
    assert.equal(shown.pinned_version, 1);
    assert.equal(shown.columns.length, 1);
    const listed = await fixture.rows(
      "SELECT count(*) FROM information_schema.columns WHERE table_name = 'numbers'",
    );
    assert.deepEqual(listed, [[1]]);
    assert.equal((await fixture.refresh({ dataset_id: made.id })).json.version, 4);
    assert.deepEqual(await read(), [[1]], "a new version does not move the pin");
    assert.equal((await fixture.put(made.id, { label: "renamed" })).json.pinned_version, 1);
    assert.equal((await fixture.put(made.id, { pinned_version: null })).json.pinned_version, null);
    assert.equal((await read()).length, 2);
    for (const version of [0, 9, -1, 1.5, "1"]) {
      const refused = await fixture.put(made.id, { pinned_version: version });
      assert.equal(refused.status, 400, String(version));
      assert.equal(refused.json.error.details.errors[0].field, "pinned_version");
    }
  });

  await t.test("they are listed newest first, by page", async () => {
    const path = `/v1/datasets/${made.id}/versions`;
    const { versions, ...page } = (await app.call("GET", path)).json;
    assert.deepEqual(page, {
      dataset_id: made.id,
      count: 4,
      limit: 100,
      offset: 0,
      has_more: false,
    });
    assert.deepEqual(
      versions.map((one: Json) => [one.version, one.source_type]),
      [4, 3, 2, 1].map((version) => [version, "sql_query"]),
    );
    assert.deepEqual(Object.keys(versions[0]).toSorted(), [
      "created_at",
      "id",
      "source_type",
      "version",
    ]);
    const second = (await app.call("GET", `${path}?limit=1&offset=1`)).json;
    assert.deepEqual([second.versions[0].version, second.has_more], [3, true]);
    assert.equal((await app.call("GET", "/v1/datasets/datanone/versions")).status, 404);
  });

  await t.test("all of them survive a restart", async () => {
    const after = await fixture.restart();
    for (const [version, rows] of [
      [1, [[1]]],
      [2, [[1], [2]]],
    ] as const) {
      await after.put(made.id, { pinned_version: version });
      assert.deepEqual(await after.rows("SELECT * FROM datasets.main.numbers ORDER BY 1"), rows);
    }
  });
});

test("refreshes side by side get versions of their own", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { id } = await fixture.create("side by side", { sql: "SELECT 1 AS a" });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => fixture.refresh({ dataset_id: id })),
  );
  const versions = answers.map(({ json }): number => json.version);
  assert.deepEqual(
    versions.toSorted((a, b) => a - b),
    [2, 3, 4, 5, 6, 7],
  );
});

test("refreshes in the background", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const { id } = await fixture.create("background", { sql: "SELECT 1 AS a" });
  const accepted = await fixture.refresh({ dataset_id: id, async: true });
  assert.equal(accepted.status, 202, accepted.text);
  assert.deepEqual(Object.keys(accepted.json).toSorted(), ["id", "status", "status_url"]);

  await t.test("the job says what it made", async () => {
    const job = await ended(fixture, accepted.json.status_url);
    assert.equal(job.job_type, "dataset_refresh");
    assert.equal(job.status, "succeeded");
    const { created_at: _, ...result } = job.result;
    assert.deepEqual(result, { id, version: 2, status: "ready" });
  });

  await t.test("it is listed only for those who ask for its type", async () => {
    assert.deepEqual((await app.call("GET", "/v1/jobs")).json.jobs, []);
    const asked = await app.call("GET", "/v1/jobs?job_type=dataset_refresh,noop");
    assert.deepEqual(
      asked.json.jobs.map((job: Json) => job.id),
      [accepted.json.id],
    );
  });

  await t.test("with a wait, the answer is the outcome if it comes in time", async () => {
    const waited = await fixture.refresh({ dataset_id: id, async: true, async_after_ms: 20_000 });
    assert.equal(waited.status, 200, waited.text);
    assert.equal(waited.json.version, 3);
    for (const json of [
      { dataset_id: id, async_after_ms: 1000 },
      { dataset_id: id, async: true, async_after_ms: 999 },
      { dataset_id: id, async: true, async_after_ms: 10 ** 9 },
    ]) {
      const refused = await fixture.refresh(json);
      assert.equal(refused.status, 400);
      assert.equal(refused.json.error.details.errors[0].field, "async_after_ms");
    }
  });

  await t.test("one that fails says why", async () => {
    const { queries } = (await app.call("GET", "/v1/queries")).json;
    const json = { sql: "SELECT * FROM missing" };
    await app.call("PUT", `/v1/queries/${queries[0].id}`, { json });
    const waited = await fixture.refresh({ dataset_id: id, async: true, async_after_ms: 20_000 });
    assert.equal(waited.status, 400);
    assert.match(waited.json.error.message, /missing' not found/);
    assert.deepEqual(await fixture.rows("SELECT * FROM datasets.main.background"), [[1]]);
    await app.call("DELETE", `/v1/queries/${queries[0].id}`);
    assert.equal((await fixture.refresh({ dataset_id: id })).status, 404);
  });
});

test("what can be refreshed", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const created = await app.call("POST", "/v1/databases", { json: {} });
  const connection_id: string = created.json.default_connection_id;
  const inline = await fixture.csv("inline", "a\n1\n");
  const upload = await fixture.create("upload", { upload_id: await fixture.upload("a\n1\n") });

  await t.test("rows that came once cannot", async () => {
    for (const { id } of [inline, upload]) {
      for (const more of [{}, { async: true }]) {
        const answer = await fixture.refresh({ dataset_id: id, ...more });
        assert.equal(answer.status, 400);
        assert.match(answer.json.error.message, /cannot be refreshed/);
      }
    }
    for (const more of [{}, { async: true }]) {
      assert.equal((await fixture.refresh({ dataset_id: "datanone", ...more })).status, 404);
    }
  });

  await t.test("without outside connections there is nothing to discover", async () => {
    for (const json of [{}, { data: false }, { connection_id: null, async: false }]) {
      const answer = await fixture.refresh(json);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(answer.json, {
        connections_refreshed: 0,
        connections_failed: 0,
        tables_discovered: 0,
        tables_added: 0,
        tables_modified: 0,
      });
    }
  });

  await t.test("managed connections are loaded instead", async () => {
    for (const more of [
      {},
      { data: true },
      { data: true, async: true },
      { data: true, include_uncached: true },
      { data: true, schema_name: "main", table_name: "t" },
    ]) {
      const answer = await fixture.refresh({ connection_id, ...more });
      assert.equal(answer.status, 400);
      assert.match(answer.json.error.message, /use the loads endpoint/);
      const unknown = await fixture.refresh({ connection_id: "connnone", ...more });
      assert.equal(unknown.status, 404);
    }
  });

  await t.test("fields that do not go together", async () => {
    const cases: [object, RegExp][] = [
      [{ schema_name: "s" }, /schema_name requires connection_id/],
      [{ table_name: "t" }, /table_name requires schema_name/],
      [{ connection_id, table_name: "t" }, /table_name requires schema_name/],
      [{ data: true }, /data refresh requires connection_id/],
      [{ connection_id, schema_name: "s" }, /schema-level refresh not supported/],
      [
        { connection_id, schema_name: "s", data: true },
        /data refresh with schema_name requires table_name/,
      ],
      [
        { connection_id, schema_name: "s", table_name: "t" },
        /schema refresh cannot target specific table/,
      ],
      [{ connection_id, include_uncached: true }, /include_uncached/],
      [{ async: true }, /async applies to refreshes of data only/],
      [{ dataset_id: inline.id, connection_id }, /connection_id cannot be given together/],
      [{ dataset_id: inline.id, schema_name: "s" }, /schema_name cannot be given together/],
      [{ data: "yes" }, /data/],
    ];
    for (const [json, said] of cases) {
      const answer = await fixture.refresh(json);
      assert.equal(answer.status, 400, JSON.stringify(json));
      assert.match(answer.json.error.message, said, JSON.stringify(json));
    }
  });
});

async function ended(fixture: DatasetFixture, statusUrl: string): Promise<Json> {
  for (let left = 200; left > 0; left -= 1) {
    const { json } = await fixture.app.call("GET", statusUrl);
    if (json.completed_at !== null) return json;
    await delay(50);
  }
  throw new Error("the job did not end");
}
