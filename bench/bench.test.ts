import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
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
  value: z.number().positive(),
  unit: z.enum(["ms", "MB/s", "MB", "rows/s"]),
  baseline: z.number().positive().nullable(),
  ratio: z.number().positive().nullable(),
});

/** Cases of a suite at the tiny scale; memory is only measured where /proc tells it. */
const CASES = new Map<string, number>([
  ["query", 1 + (await readQueries()).length],
  ["arrow", (process.platform === "linux" ? 5 : 3) * SCALES.tiny.resultRows.length],
  ["read", 4 * 3 * SCALES.tiny.readRows.length],
  ["json-parse", 8],
  ["load", 6],
  ["create", 2],
  ["fork", 2],
  ["append", 12],
  ["databases", process.platform === "linux" ? 7 : 6],
]);

/** Every suite runs with little data and answers every case; no time is judged. */
describe("bench", () => {
  for (const { name } of SUITES) {
    test(`suite ${name} measures every case`, async () => {
      const { code, stdout, stderr } = await run(["--json", "--scale", "tiny", name]);
      assert.equal(code, 0, stderr);
      const rows = z.array(row).parse(JSON.parse(stdout));
      assert.equal(rows.length, CASES.get(name), stdout);
      assert.ok(rows.every((one) => one.suite === name));
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

  test("an unknown suite is refused with the usage", async () => {
    const { code, stderr } = await run(["speed"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /there is no suite "speed"[^]*suites: query, arrow, read, json-parse, load, create/,
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
