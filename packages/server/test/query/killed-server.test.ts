import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ServerProcess } from "../../../../test/server/server-process.ts";
import { eventually, SLOW_SQL } from "./start-query-fixture.ts";

const API_KEY = "key-of-the-killed-queries";
/** Spills within a moment. */
const SPILLING_SQL = "SELECT h FROM (SELECT hash(range) AS h FROM range(500000000)) ORDER BY h";

test("a killed server: its engines end at once, and its queries have failed with a reason", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-killed-"));
  const env = { HOTDATA_ENGINE_MEMORY_MB: "64" };
  const start = () => ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  let server = await start();
  t.after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${API_KEY}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
  const spilled = (): string[] => globSync(join(dataDir, "scratch/**/duckdb_temp*"));

  const waiting = call("POST", "/v1/query", { sql: SLOW_SQL }).catch(() => "no answer");
  const started = await call("POST", "/v1/query", { sql: SPILLING_SQL, async: true });
  const ids = await eventually("both runs in the history", async () => {
    const { json } = await call("GET", "/v1/query-runs?status=running");
    return json.count === 2 ? json.query_runs.map(({ id }: { id: string }) => id) : undefined;
  });
  await eventually("spilled files", async () => spilled().length > 0 || undefined);
  const pids = server.enginePids();
  assert.ok(pids.length > 0);
  await server.kill();
  assert.equal(await waiting, "no answer");
  await eventually("the end of the engines", async () =>
    pids.some((pid) => existsSync(`/proc/${pid}/fd/0`)) ? undefined : true,
  );

  server = await start();
  for (const id of ids) {
    const { json } = await call("GET", `/v1/query-runs/${id}`);
    assert.equal(json.status, "failed");
    assert.equal(json.error_code, "SERVICE_UNAVAILABLE");
    assert.match(json.error_message, /server was stopped/);
    assert.notEqual(json.completed_at, null);
  }
  const { json: run } = await call("GET", started.json.status_url);
  const result = await call("GET", `/v1/results/${run.result_id}`);
  assert.equal(result.status, 409);
  assert.equal(result.json.status, "failed");
  assert.deepEqual(spilled(), []);
  assert.deepEqual(globSync(join(dataDir, "results/*")), []);
});
