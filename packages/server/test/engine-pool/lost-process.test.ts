import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startTestApp, type TestApp } from "../start-test-app.ts";

/** Runs for longer than any test waits. */
const ENDLESS =
  "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 1";
/** Holds every value until the end. */
const GREEDY =
  "SELECT len(list(a.range::VARCHAR || repeat('x', 200))) FROM range(40000000) a GROUP BY a.range % 2";

function enginePids(): number[] {
  const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
  return text
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("engine-child"));
}

/** Its threads for native calls begin with the first of them. */
function hasOpened(pid: number): boolean {
  const threads = /^Threads:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(threads) > 100;
}

async function newDatabase({ call }: TestApp): Promise<string> {
  const { json, status, text } = await call("POST", "/v1/databases", { json: { name: "d" } });
  assert.equal(status, 201, text);
  return json.id;
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, "it never came true");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const onLinux = { skip: process.platform !== "linux" };

for (const signal of ["SIGKILL", "SIGABRT", "SIGSEGV"] as const) {
  test(
    `${signal}: its queries fail with ENGINE_LOST, and the next query works`,
    onLinux,
    async (t) => {
      const app = await startTestApp(t, { engineProcesses: 1 });
      const database_id = await newDatabase(app);
      const lost = app.call("POST", "/v1/query", { json: { sql: ENDLESS, database_id } });
      await new Promise((resolve) => setTimeout(resolve, 500));
      const [pid] = enginePids();
      assert.ok(pid !== undefined);
      process.kill(pid, signal);
      const { status, json, headers } = await lost;
      assert.equal(status, 503);
      assert.equal(json.error.code, "ENGINE_LOST");
      assert.match(json.error.message, new RegExp(`killed by ${signal}`));
      assert.equal(headers.get("retry-after"), "1");
      const next = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1", database_id } });
      assert.equal(next.status, 200, next.text);
      const runs = await app.call("GET", "/v1/query-runs?status=running");
      assert.equal(runs.json.query_runs.length, 0);
      assert.deepEqual(readdirSync(join(app.dataDir, "results")), []);
    },
  );
}

test("a lost process is replaced without being asked for, before the other", onLinux, async (t) => {
  await startTestApp(t, { engineProcesses: 2 });
  const [pid] = enginePids();
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGKILL");
  await until(() => enginePids().some((other) => other !== pid) && !enginePids().includes(pid));
});

test("queries wait while processes end before they are up", onLinux, async (t) => {
  const app = await startTestApp(t, { engineProcesses: 1 });
  const database_id = await newDatabase(app);
  const seen = new Set<number>();
  const ask = () => app.call("POST", "/v1/query", { json: { sql: "SELECT 1", database_id } });
  const answers: ReturnType<typeof ask>[] = [];
  for (let kill = 1; kill <= 9; kill += 1) {
    await until(() => enginePids().some((pid) => !seen.has(pid)));
    const pid = enginePids().find((started) => !seen.has(started));
    assert.ok(pid !== undefined);
    seen.add(pid);
    process.kill(pid, "SIGKILL");
    await until(() => !enginePids().includes(pid));
    answers.push(ask());
  }
  for (const { status, text } of await Promise.all(answers)) assert.equal(status, 200, text);
});

test("queries on a process that lives go on when another is killed", onLinux, async (t) => {
  const app = await startTestApp(t, { engineProcesses: 4, engineThreads: 1 });
  const [a, b] = [await newDatabase(app), await newDatabase(app)];
  const first = enginePids()[0];
  assert.ok(first !== undefined);
  const lost = app.call("POST", "/v1/query", { json: { sql: ENDLESS, database_id: a } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  // The second process is started for it, and does it once it is up.
  await app.call("POST", "/v1/query", { json: { sql: "SELECT 1", database_id: b } });
  await until(() => enginePids().length === 2 && enginePids().every(hasOpened));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const sql = "SELECT count(*) FROM range(1000000000) r WHERE r.range % 7 = 3";
  const other = app.call("POST", "/v1/query", { json: { sql, database_id: b } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(first, "SIGKILL");
  assert.equal((await lost).json.error.code, "ENGINE_LOST");
  assert.equal((await other).status, 200);
});

test(
  "a statement that takes too much memory is ended before the machine suffers",
  onLinux,
  async (t) => {
    const app = await startTestApp(t, {
      engineProcesses: 1,
      engineMemoryMb: 8000,
      engineProcessMemoryMb: 600,
    });
    const database_id = await newDatabase(app);
    const { status, json } = await app.call("POST", "/v1/query", {
      json: { sql: GREEDY, database_id },
    });
    assert.equal(status, 503);
    assert.equal(json.error.code, "RESOURCE_EXHAUSTED");
    assert.match(json.error.message, /600 MB are allowed/);
    const next = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1", database_id } });
    assert.equal(next.status, 200, next.text);
  },
);

test("a process that does not heed a cancellation is replaced", onLinux, async (t) => {
  const app = await startTestApp(t, { engineProcesses: 1 });
  const database_id = await newDatabase(app);
  const query = app.call("POST", "/v1/query", {
    json: { sql: ENDLESS, database_id, timeout_ms: 1000 },
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  const [pid] = enginePids();
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGSTOP");
  assert.match((await query).json.error.message, /longer than its timeout_ms allows/);
  const next = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1", database_id } });
  assert.equal(next.status, 200, next.text);
  assert.ok(!enginePids().includes(pid));
});

test("Linux takes an engine process first when memory runs out", onLinux, async (t) => {
  await startTestApp(t, { engineProcesses: 1 });
  const [pid] = enginePids();
  assert.equal(readFileSync(`/proc/${pid}/oom_score_adj`, "utf8").trim(), "500");
});
