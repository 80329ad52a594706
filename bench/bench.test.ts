import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readQueries } from "./queries.ts";
import { SCALES } from "./scale.ts";
import { SUITES } from "./suites.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const LIMIT_MS = 120_000;

const row = z.strictObject({
  suite: z.string(),
  case: z.string(),
  value: z.number().nonnegative(),
  unit: z.enum(["ms", "MB/s", "MB", "rows/s", "1/s", "errors", "of 1"]),
  baseline: z.number().nonnegative().nullable(),
  ratio: z.number().nonnegative().nullable(),
  others: z
    .record(z.string(), z.object({ value: z.number(), ratio: z.number().nullable() }))
    .optional(),
});

const POSTGRES = "/usr/lib/postgresql";
const MARIADB = "/usr/sbin/mariadbd";

/** Sums beside programs that are not everywhere. */
const OPTIONAL_CASE = / that \w+ answers$/;

/** Cases of a suite at the tiny scale; memory is only measured where /proc tells it. */
const CASES = new Map<string, number>([
  ["start", process.platform === "linux" ? 4 : 3],
  ["small", 2 * 3 * 4],
  ["tpch", 22 + 1],
  ["clickbench", 43 + 1],
  ["fetch", 3 * 2],
  ["mixed", 2 + 6 * 2 + 3],
  ["query", 1 + (await readQueries()).length],
  ["arrow", (process.platform === "linux" ? 5 : 3) * SCALES.tiny.resultRows.length],
  ["read", 4 * 3 * SCALES.tiny.readRows.length],
  ["json-parse", 8],
  ["load", 6],
  ["create", 2],
  ["fork", 2],
  ["append", 12],
  ["telemetry", process.platform === "linux" ? 8 : 4],
  ["search", process.platform === "linux" ? 9 + 6 : 8 + 5],
  // Of servers that are not installed, nothing is measured.
  ["connections", (existsSync(POSTGRES) ? 3 : 0) + (existsSync(MARIADB) ? 1 : 0)],
  ["databases", process.platform === "linux" ? 7 : 6],
]);

/** Lines that suites print beside their figures. */
const LINES = new Map<string, readonly RegExp[]>([
  [
    "small",
    [
      /^SELECT 42, 50 clients: ours: median \S+ ms, p99 \S+ ms, requests a second \d+, errors 0$/m,
      /^history rows (\d+) = requests \1, results readable after restart \1 = requests/m,
    ],
  ],
  [
    "tpch",
    [
      /(?:^q\d\d hash-equal \d+\.\d \d+\.\d \d+\.\d\d\b[^]*?){22}^sum of 22: ours \d+ ms, bare/m,
      /^baseline: .*DuckDB v\S+, threads \d+, memory_limit/m,
    ],
  ],
  ["clickbench", [/(?:^q\d\d hash-equal[^]*?){43}^sum of 43: ours/m]],
  ["mixed", [/^\d+ s, 20 clients: \d+ operations a second, errors 0$/m]],
]);

/** Every suite runs with little data and answers every case; no time is judged. */
describe("bench", { concurrency: 2 }, () => {
  for (const { name } of SUITES) {
    test(`suite ${name} measures every case`, async () => {
      const { code, stdout, stderr } = await run(["--json", "--scale", "tiny", name]);
      assert.equal(code, 0, stderr);
      const all = z.array(row).parse(JSON.parse(stdout));
      const rows = all.filter((one) => !OPTIONAL_CASE.test(one.case));
      assert.ok(rows.every(({ unit, value }) => (unit === "errors" ? value === 0 : value > 0)));
      assert.equal(rows.length, CASES.get(name), stdout);
      assert.ok(rows.every((one) => one.suite === name));
      for (const line of LINES.get(name) ?? []) assert.match(stderr, line);
      assert.equal(new Set(rows.map((one) => `${one.case} ${one.unit}`)).size, rows.length);
    });
  }

  test("the table names the baseline, the machine and every column", async () => {
    const { code, stdout, stderr } = await run(["--scale", "tiny", "create"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^machine: \d+ cores/);
    assert.match(stdout, /threads, memory limit \d+ MB/);
    assert.match(stdout, /create \(baseline: a new SQLite file/);
    assert.match(stdout, /\| case +\| unit \| +ours \| +\(min\.\.max\) \| +baseline \|/);
  });

  test("a suite's section of a page is replaced, and a missing one is added", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-bench-page-"));
    try {
      const path = join(folder, "page.md");
      const kept = "\n## Where we lose, and why\n\nWords.\n";
      await writeFile(path, `# Page\n${kept}`);
      for (let turn = 0; turn < 2; turn += 1) {
        const { code, stderr } = await run(["--scale", "tiny", "--write", path, "create"]);
        assert.equal(code, 0, stderr);
      }
      const page = await readFile(path, "utf8");
      assert.equal(page.split("\n## `npm run bench -- create`\n").length, 2, page);
      assert.match(page, /^# Page\n\n## `npm run bench -- create`\n[^]*?; machine: \d+ cores/);
      assert.ok(page.endsWith(kept), page);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("an unknown suite is refused with the usage", async () => {
    const { code, stderr } = await run(["speed"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /there is no suite "speed"[^]*suites: start, small, tpch, clickbench, query, fetch, mixed, arrow, read, json-parse, load/,
    );
  });
});

async function run(args: readonly string[]) {
  const child = spawn(process.execPath, [...process.execArgv, MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT_MS,
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  await once(child, "exit");
  const [stdout, stderr] = await outputs;
  return { code: child.exitCode, stdout, stderr };
}
