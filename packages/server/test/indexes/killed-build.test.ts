import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ServerProcess } from "../../../../test/server/server-process.ts";
import type { Json } from "../start-test-app.ts";

const API_KEY = "key-of-the-kill-test";
const ROWS = 300_000;

async function call(server: ServerProcess, method: string, path: string, body?: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(server.url + path, {
    method,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "content-type": typeof body === "string" ? "text/csv" : "application/json",
    },
    signal: AbortSignal.timeout(60_000),
    ...(body === undefined ? {} : { body: text }),
  });
  const json: Json = response.status === 204 ? undefined : await response.json();
  return { status: response.status, json };
}

test("a killed server: what a request was building is gone, what a job builds is built", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-killed-"));
  const start = () => ServerProcess.start({ dataDir, apiKey: API_KEY });
  let server = await start();
  t.after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const database = (await call(server, "POST", "/v1/databases", {})).json;
  const rows = Array.from({ length: ROWS }, (_, n) => `${(n * 7_919) % ROWS}\n`).join("");
  const upload = (await call(server, "POST", "/v1/files", `n\n${rows}`)).json;
  const loads = `/v1/databases/${database.id}/schemas/main/tables/t/loads`;
  const loaded = await call(server, "POST", loads, { mode: "replace", upload_id: upload.id });
  assert.equal(loaded.status, 200);
  const path = `/v1/connections/${database.default_connection_id}/tables/main/t/indexes`;
  const index = { index_name: "by_n", columns: ["n"] };
  const statusOf = async () => {
    const { indexes } = (await call(server, "GET", path)).json;
    return indexes.map(({ status }: Json) => status).join();
  };
  const killWhilePending = async (): Promise<void> => {
    while ((await statusOf()) !== "pending") await delay(1);
    await server.kill();
    server = await start();
  };

  const request = call(server, "POST", path, index).catch(() => undefined);
  await killWhilePending();
  assert.equal(await request, undefined, "no answer came");
  assert.equal(await statusOf(), "");

  const other = { ...index, async: true };
  const submitted = await call(server, "POST", path, other);
  assert.equal(submitted.status, 202);
  await killWhilePending();
  for (;;) {
    const { json } = await call(server, "GET", `/v1/jobs/${submitted.json.id}`);
    if (json.completed_at === null) {
      await delay(20);
      continue;
    }
    assert.equal(json.status, "succeeded", json.error_message);
    break;
  }
  assert.equal(await statusOf(), "ready");
  const sql = "SELECT count(*), count(DISTINCT n) FROM default.main.t";
  const counted = await call(server, "POST", "/v1/query", { sql, database_id: database.id });
  assert.deepEqual(counted.json.rows, [[ROWS, ROWS]]);
});
