import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ServerProcess } from "../../../../test/server/server-process.ts";
import type { Json } from "../start-test-app.ts";

const API_KEY = "key-of-the-kill-test";
const KILLS = 3;
const LOADS_PER_ROUND = 12;
const ROWS_PER_LOAD = 20_000;

/** Calls a server that may be killed at any moment; undefined when no answer came. */
async function call(
  server: ServerProcess,
  method: string,
  path: string,
  body?: unknown,
): Promise<Json> {
  const isText = typeof body === "string";
  try {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        "content-type": isText ? "text/csv" : "application/json",
      },
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const json: Json = await response.json();
    return { ...json, httpStatus: response.status };
  } catch {
    return undefined;
  }
}

function csvText(load: number): string {
  return `load,n\n${Array.from({ length: ROWS_PER_LOAD }, (_, n) => `${load},${n}\n`).join("")}`;
}

test("a killed server: every acknowledged load is there once, every job succeeded", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-killed-"));
  const start = () => ServerProcess.start({ dataDir, apiKey: API_KEY });
  let server = await start();
  t.after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const { id: databaseId } = await call(server, "POST", "/v1/databases", {});
  const table = `/v1/databases/${databaseId}/schemas/main/tables/t/loads`;
  const jobs = new Map<string, number>();
  const begun = new Set<number>();
  let next = 1;

  const submit = async (load: number): Promise<void> => {
    begun.add(load);
    const key = { idempotency_key: `load ${load}`, async: true };
    if (load % 2 === 0) {
      const inline = { mode: "append", data: csvText(load), ...key };
      const answer = await call(server, "POST", table, inline);
      if (answer?.httpStatus === 202) jobs.set(answer.id, load);
      return;
    }
    const upload = await call(server, "POST", "/v1/files", csvText(load));
    if (upload === undefined) return;
    const request = { mode: "append", upload_id: upload.id, ...key };
    const answer = await call(server, "POST", table, request);
    if (answer?.httpStatus === 202) jobs.set(answer.id, load);
  };

  for (let round = 0; round < KILLS; round += 1) {
    const before = jobs.size;
    const submitting = Promise.all(Array.from({ length: LOADS_PER_ROUND }, () => submit(next++)));
    // Some are accepted by then, some done, some on their way.
    while (jobs.size < before + 4) await delay(10);
    await delay(50 * round);
    await server.kill();
    await submitting;
    server = await start();
  }

  for (const [id, load] of jobs) {
    let job = await call(server, "GET", `/v1/jobs/${id}`);
    while (job.completed_at === null) {
      await delay(50);
      job = await call(server, "GET", `/v1/jobs/${id}`);
    }
    assert.equal(job.status, "succeeded", `load ${load}: ${JSON.stringify(job)}`);
  }
  const sql = "SELECT load, count(*), count(DISTINCT n) FROM t GROUP BY load";
  const { rows } = await call(server, "POST", "/v1/query", { sql, database_id: databaseId });
  const present = new Map<number, unknown[]>(rows.map((row: number[]) => [row[0], row.slice(1)]));
  for (const load of jobs.values()) {
    assert.deepEqual(present.get(load), [ROWS_PER_LOAD, ROWS_PER_LOAD], `load ${load}`);
  }
  for (const [load, counts] of present) {
    assert.ok(begun.has(load), `nobody sent load ${load}`);
    assert.deepEqual(
      counts,
      [ROWS_PER_LOAD, ROWS_PER_LOAD],
      `load ${load} is there in part or twice`,
    );
  }
  assert.ok(jobs.size >= KILLS * 4, "loads were accepted in each round");
  assert.deepEqual(await readdir(join(dataDir, "loads")), [], "no kept rows are left");
});
