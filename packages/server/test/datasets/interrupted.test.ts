import assert from "node:assert/strict";
import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { startWebServer } from "../net/start-web-server.ts";
import { eventually } from "../query/start-query-fixture.ts";
import { TEST_KEY } from "../start-test-app.ts";
import { DatasetFixture } from "./dataset-fixture.ts";

/** Some seconds of work on an idle machine. */
const SLOW = "SELECT sum(sqrt(range)) AS n FROM range(500000000)";

/** Everything below the workspace's folder of datasets. */
function stored({ app }: DatasetFixture): string[] {
  return globSync("**", { cwd: join(app.dataDir, "datasets", app.app.workspaceId) }).filter(
    (path) => path !== ".",
  );
}

async function endedJob(fixture: DatasetFixture, id: string) {
  return eventually(
    "the end of the job",
    async () => {
      const { json } = await fixture.app.call("GET", `/v1/jobs/${id}`);
      return json.completed_at === null ? undefined : json;
    },
    60_000,
  );
}

test("a refresh that a stop cuts off goes on after the start, and happens once", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { id } = await fixture.create("slow", { sql: "SELECT 1 AS n" });
  const { queries } = (await fixture.app.call("GET", "/v1/queries")).json;
  await fixture.app.call("PUT", `/v1/queries/${queries[0].id}`, { json: { sql: SLOW } });
  const { json: job } = await fixture.refresh({ dataset_id: id, async: true });
  await eventually("the start of the job", async () => {
    const { json } = await fixture.app.call("GET", `/v1/jobs/${job.id}`);
    return json.status === "running" ? json : undefined;
  });
  await delay(200);
  const after = await fixture.restart();
  const done = await endedJob(after, job.id);
  assert.equal(done.status, "succeeded", done.error_message);
  assert.equal(done.result.version, 2);
  const { versions } = (await after.app.call("GET", `/v1/datasets/${id}/versions`)).json;
  assert.equal(versions.length, 2);
  assert.equal(stored(after).length, 2);
});

test("a version that was made before a crash is the one of its job", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { id } = await fixture.create("crashed", { sql: "SELECT 1 AS n" });
  const { json: job } = await fixture.refresh({ dataset_id: id, async: true });
  const first = await endedJob(fixture, job.id);
  const metastore = new DatabaseSync(join(fixture.app.dataDir, "metastore.sqlite"));
  metastore
    .prepare(
      "UPDATE jobs SET status = 'running', result = NULL, completed_at = NULL, payload = ? WHERE id = ?",
    )
    .run(JSON.stringify({ datasetId: id }), job.id);
  metastore.close();
  const after = await fixture.restart();
  const again = await endedJob(after, job.id);
  assert.equal(again.status, "succeeded");
  assert.deepEqual(again.result, first.result);
  const { versions } = (await after.app.call("GET", `/v1/datasets/${id}/versions`)).json;
  assert.equal(versions.length, 2);
});

test("a dataset that is deleted while it is refreshed leaves nothing", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { id } = await fixture.create("deleted", { sql: "SELECT 1 AS n" });
  const { queries } = (await fixture.app.call("GET", "/v1/queries")).json;
  await fixture.app.call("PUT", `/v1/queries/${queries[0].id}`, { json: { sql: SLOW } });
  const refreshing = fixture.refresh({ dataset_id: id });
  await delay(200);
  assert.equal((await fixture.app.call("DELETE", `/v1/datasets/${id}`)).status, 204);
  assert.equal((await refreshing).status, 404);
  assert.deepEqual(stored(fixture), []);
});

test("what a client leaves is given up, and its upload is free again", async (t) => {
  const fixture = await DatasetFixture.start(t, { urlSources: ["127.0.0.1/32"] });
  const asked: string[] = [];
  const closed: string[] = [];
  const web = await startWebServer(t, {
    "/stalls": (_, response) => {
      asked.push("stalls");
      response.write("a,b\n");
      response.on("close", () => closed.push("stalls"));
    },
  });
  const isWritten = (): boolean => stored(fixture).length > 0;
  const leave = async (source: object, isUnderWay = isWritten): Promise<void> => {
    const leaving = new AbortController();
    const sent = fetch(`${fixture.app.url}/v1/datasets`, {
      method: "POST",
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: JSON.stringify({ label: "abandoned", source }),
      signal: leaving.signal,
    });
    await eventually("the work", async () => isUnderWay() || undefined);
    leaving.abort();
    await assert.rejects(sent);
    await eventually("the clean-up", async () => (stored(fixture).length === 0 ? true : undefined));
  };
  await leave({ type: "url", url: `${web.url}/stalls` }, () => asked.length > 0);
  assert.deepEqual(closed, ["stalls"]);
  await leave({ type: "sql_query", sql: SLOW });
  assert.deepEqual((await fixture.app.call("GET", "/v1/queries")).json.queries, []);
  const rows = Array.from({ length: 400_000 }, (_, index) => `${index},"${"x".repeat(40)}"`);
  const upload_id = await fixture.upload(`a,b\n${rows.join("\n")}\n`);
  await leave({ upload_id });
  assert.match(await fixture.problem("SELECT * FROM datasets.main.abandoned"), /not found/);
  assert.deepEqual(readdirSync(join(fixture.app.dataDir, "scratch", "0")).filter(isCsv), []);
  await fixture.create("taken up", { upload_id });
});

function isCsv(name: string): boolean {
  return name.endsWith(".csv");
}

test("a statement of a source has the limits of queries", async (t) => {
  const fixture = await DatasetFixture.start(t, { queryTimeoutMs: 500 });
  const late = await fixture.refusal({ label: "late", source: { sql: SLOW } });
  assert.match(late, /^400 .*took longer than the server allows/);
  const narrow = await fixture.restart({ queryTimeoutMs: 600_000, maxRunningQueries: 1 });
  const started = await narrow.query(`${SLOW} -- in the way`, { async: true });
  const source = { sql: "SELECT 1 AS a" };
  const refused = await narrow.post({ label: "too many", source });
  assert.equal(refused.status, 429, refused.text);
  assert.equal(refused.json.error.code, "OVERLOADED");
  assert.equal(refused.headers.get("retry-after"), "1");
  const path = `/v1/query-runs/${started.json.query_run_id}/cancel`;
  assert.equal((await narrow.app.call("POST", path)).status, 204);
  await narrow.create("too many", source);
});
