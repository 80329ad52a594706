import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startTestApp, TEST_KEY, type TestApp } from "../start-test-app.ts";

/** So many rows are never written to a file when a page begins at a multiple of them. */
const PAGE_ROWS = 8_192;

/** Awkward texts in every row, and some rows that are a thousand times as long as the others. */
const ROWS = `
  SELECT range AS n,
    CASE range % 9 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'a,b' WHEN 3 THEN 'say "x"'
      WHEN 4 THEN 'two' || chr(10) || 'lines' WHEN 5 THEN chr(13) WHEN 6 THEN chr(0) || '#'
      WHEN 7 THEN '\\|ü😀' ELSE 'row ' || range END AS s,
    TIMESTAMP '1960-01-01' + to_microseconds(range * 1000 * (range % 3)) AS t,
    CASE WHEN range % 7 > 0 THEN [range % 3, NULL] END AS l,
    CASE WHEN range BETWEEN 32000 AND 42000 THEN repeat('"' || range, 200) END AS w
  FROM range(100000)`;

const MANY_ROWS = "SELECT range AS n, 'row ' || range AS s FROM range(1500000)";

async function resultOf({ call }: TestApp, sql: string): Promise<string> {
  const database = await call("POST", "/v1/databases", { json: {} });
  const json = { sql, database_id: database.json.id };
  const answer = await call("POST", "/v1/query", { json });
  assert.equal(answer.status, 200, answer.text);
  return answer.json.result_id;
}

const written = ({ dataDir }: TestApp): string[] => globSync(join(dataDir, "scratch/**/*.text"));

async function untilNoneIsLeft(app: TestApp): Promise<void> {
  const end = Date.now() + 10_000;
  while (written(app).length > 0) {
    assert.ok(Date.now() < end, "text was left in the folder for work in progress");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("long texts are what their pages are, in every format", async (t) => {
  const app = await startTestApp(t);
  const id = await resultOf(app, ROWS);
  const read = async (format: string, page = ""): Promise<string> => {
    const { status, text } = await app.call("GET", `/v1/results/${id}?format=${format}${page}`);
    assert.equal(status, 200);
    return text;
  };
  for (const format of ["csv", "md", "json"]) {
    const head = format === "json" ? 0 : (await read(format, "&limit=0")).length;
    const rowsOf = (text: string): string =>
      format === "json"
        ? text.slice(text.indexOf('"rows":[') + 8, -2).replaceAll("\n", "")
        : text.slice(head);
    const whole = rowsOf(await read(format));
    const pages: string[] = [];
    for (let offset = 0; offset < 100_000; offset += PAGE_ROWS) {
      pages.push(rowsOf(await read(format, `&offset=${offset}&limit=${PAGE_ROWS}`)));
    }
    assert.ok(whole === pages.join(format === "json" ? "," : ""), format);
    if (format !== "json") continue;
    const rows: unknown[][] = JSON.parse(`[${whole}]`);
    assert.equal(rows.length, 100_000);
    assert.ok(rows.every(([n], index) => n === index));
    assert.deepEqual(rows[60_001]?.slice(1), [
      awkward(60_001),
      "1960-01-01T00:01:00.001",
      [1, null],
      null,
    ]);
  }
  assert.deepEqual(written(app), []);
});

function awkward(row: number): string | null {
  return (
    [null, "", "a,b", 'say "x"', "two\nlines", "\r", "\0#", "\\|ü😀", `row ${row}`][row % 9] ?? null
  );
}

test("an export takes little of the disk, and nothing once its client has left", async (t) => {
  const app = await startTestApp(t);
  const id = await resultOf(app, MANY_ROWS);
  const abort = new AbortController();
  const response = await fetch(`${app.url}/v1/results/${id}?format=csv`, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  const end = Date.now() + 20_000;
  while (written(app).length === 0) {
    assert.ok(Date.now() < end, "no text was ever written to a file");
    await reader?.read();
  }
  // Whoever does not read on keeps what there is: one piece.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const sizes = written(app).map((path) => statSync(path).size);
  assert.equal(sizes.length, 1);
  assert.ok((sizes[0] ?? 0) < 64 * 1_024 ** 2, `${sizes[0]} bytes`);
  abort.abort();
  await untilNoneIsLeft(app);
});

test(
  "an export whose engine process is lost is cut, and leaves nothing",
  { skip: process.platform !== "linux" },
  async (t) => {
    const app = await startTestApp(t, { engineProcesses: 1 });
    const id = await resultOf(app, MANY_ROWS);
    const path = `/v1/results/${id}?format=csv`;
    const response = await fetch(app.url + path, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
    });
    const reader = response.body?.getReader();
    while (written(app).length === 0) await reader?.read();
    const [pid] = enginePids();
    assert.ok(pid !== undefined);
    process.kill(pid, "SIGKILL");
    await assert.rejects(async () => {
      while ((await reader?.read())?.done !== true);
    });
    await untilNoneIsLeft(app);
    const again = await app.call("GET", path);
    assert.equal(again.text.split("\n").length, 1_500_002);
  },
);

function enginePids(): number[] {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("engine-child"));
}
