import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ServerProcess } from "../../../../../test/server/server-process.ts";
import type { Json } from "../../start-test-app.ts";

const API_KEY = "key-of-the-copy-test";
const ROWS = 600_000;
const BIG = { schema_name: "main", table_name: "big" };

async function call(server: ServerProcess, method: string, path: string, body?: unknown) {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json: Json = await response.json();
  assert.ok(response.ok, JSON.stringify(json));
  return json;
}

/** A server of its own process with a connection to a table that takes a while to be copied. */
async function startBig(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-killed-copies-"));
  const path = join(folder, "big.sqlite");
  const source = new DatabaseSync(path);
  source.exec(
    "CREATE TABLE big (id INTEGER PRIMARY KEY NOT NULL, text TEXT); WITH RECURSIVE n(i) AS " +
      `(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS}) ` +
      "INSERT INTO big SELECT i, hex(randomblob(100)) FROM n",
  );
  source.close();
  const dataDir = join(folder, "data");
  const env = { HOTDATA_CONNECTION_FOLDERS: folder };
  const start = () => ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  const server = await start();
  const config = { path, scan_rows: 10 };
  const made = await call(server, "POST", "/v1/connections", {
    name: "shop",
    source_type: "sqlite",
    config,
  });
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { server, start, dataDir, connectionId: String(made.id) };
}

function submit(server: ServerProcess, connectionId: string) {
  const request = { connection_id: connectionId, ...BIG, data: true, async: true };
  return call(server, "POST", "/v1/refresh", request);
}

/** Waits until rows are on their way. */
async function copying(dataDir: string): Promise<void> {
  const spool = join(dataDir, "staging", ".copies");
  for (;;) {
    const entries = existsSync(spool) ? await readdir(spool, { recursive: true }) : [];
    if (entries.some((name) => name.endsWith(".rows"))) return;
    await delay(5);
  }
}

async function succeeded(server: ServerProcess, jobId: string): Promise<void> {
  for (;;) {
    const job = await call(server, "GET", `/v1/jobs/${jobId}`);
    if (job.completed_at !== null) return assert.equal(job.status, "succeeded", job.error_message);
    await delay(50);
  }
}

/** The copy is whole, and no file is there that it does not have. */
async function checkWhole(server: ServerProcess, dataDir: string, id: string): Promise<void> {
  const sql = "SELECT count(*), count(DISTINCT id), sum(length(text)) FROM shop.main.big";
  const { rows } = await call(server, "POST", "/v1/query", { sql });
  assert.deepEqual(rows, [[ROWS, ROWS, ROWS * 200]]);
  const folder = join(dataDir, "databases", id);
  const onDisk = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith(".parquet"),
  );
  const catalog = new DatabaseSync(join(folder, "catalog.sqlite"), { readOnly: true });
  const known = catalog.prepare("SELECT count(*) AS n FROM ducklake_data_file").get();
  catalog.close();
  assert.equal(onDisk.length, known?.["n"]);
  const spool = join(dataDir, "staging", ".copies");
  assert.deepEqual(existsSync(spool) ? await readdir(spool) : [], []);
}

async function connectorPid(server: ServerProcess): Promise<number> {
  const children = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, "utf8");
  for (const pid of children.trim().split(" ")) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (commandLine.includes("connector-child")) return Number(pid);
  }
  throw new Error("there is no connector process");
}

test("the connector process is killed in the middle of a copy: the copy is made anew", async (t) => {
  const { server, dataDir, connectionId } = await startBig(t);
  t.after(() => server.stop());
  const { id: jobId } = await submit(server, connectionId);
  await copying(dataDir);
  process.kill(await connectorPid(server), "SIGKILL");
  await succeeded(server, jobId);
  await checkWhole(server, dataDir, connectionId);
});

test("the server is killed in the middle of a copy: half a table is never seen", async (t) => {
  const { server: first, start, dataDir, connectionId } = await startBig(t);
  let server = first;
  t.after(() => server.stop());
  const { id: jobId } = await submit(server, connectionId);
  await copying(dataDir);
  for (const pauseMs of [0, 1_000]) {
    await delay(pauseMs);
    await server.kill();
    server = await start();
    const detail = await call(server, "GET", `/v1/connections/${connectionId}`);
    const isWhole = detail.synced_table_count === 1;
    if (isWhole) await checkWhole(server, dataDir, connectionId);
  }
  await succeeded(server, jobId);
  await checkWhole(server, dataDir, connectionId);
});
