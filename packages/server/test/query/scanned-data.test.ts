import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { type QueryFixture, startQueryFixture } from "./start-query-fixture.ts";

interface Scanned {
  readonly rows: number | null;
  readonly bytes: number | null;
}

async function scannedBy({ query, get }: QueryFixture, sql: string): Promise<Scanned> {
  const answer = await query(sql);
  assert.equal(answer.status, 200, answer.text);
  const { json } = await get(`/v1/query-runs/${answer.json.query_run_id}`);
  return { rows: json.rows_scanned, bytes: json.bytes_scanned };
}

async function load(fixture: QueryFixture, table: string, data: string): Promise<void> {
  const answer = await fixture.app.call(
    "POST",
    `/v1/databases/${fixture.databaseId}/schemas/public/tables/${table}/loads`,
    { json: { mode: "append", data } },
  );
  assert.equal(answer.status, 200, answer.text);
}

/** Compressed bytes of each column, as the data files themselves say. */
async function columnBytes({ app, databaseId }: QueryFixture): Promise<Map<string, number>> {
  const folder = join(app.dataDir, "databases", databaseId);
  const files = globSync("**/*.parquet", { cwd: folder }).map((name) => join(folder, name));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const list = files.map((file) => `'${file}'`).join(", ");
  const reader = await connection.runAndReadAll(
    `SELECT path_in_schema, sum(total_compressed_size)::DOUBLE FROM parquet_metadata([${list}]) GROUP BY 1`,
  );
  const sizes = new Map(reader.getRows().map(([name, bytes]) => [String(name), Number(bytes)]));
  connection.closeSync();
  instance.closeSync();
  return sizes;
}

test("rows and bytes scanned of runs", async (t) => {
  const fixture = await startQueryFixture(t);
  const sizes = await columnBytes(fixture);
  const id = sizes.get("id") ?? 0;
  const name = sizes.get("Name") ?? 0;
  assert.ok(id > 0 && name > 0);
  const cases: [string, Scanned][] = [
    ["SELECT 42", { rows: null, bytes: null }],
    ["SELECT count(*) FROM information_schema.tables", { rows: null, bytes: null }],
    ["SELECT count(*) FROM orders", { rows: 3, bytes: 0 }],
    ["SELECT ID FROM orders WHERE id > 2", { rows: 3, bytes: id }],
    ["SELECT o.Name FROM orders o WHERE o.id > 2", { rows: 3, bytes: id + name }],
    ["SELECT * FROM orders", { rows: 3, bytes: id + name }],
    ["SELECT o FROM orders o", { rows: 3, bytes: id + name }],
    ["SELECT a.id FROM orders a JOIN orders b USING (id)", { rows: 3, bytes: id }],
    ["DESCRIBE orders", { rows: null, bytes: null }],
  ];
  for (const [sql, expected] of cases) {
    assert.deepEqual(await scannedBy(fixture, sql), expected, sql);
  }
  const result = await fixture.query("SELECT id FROM orders");
  const ofResult = `SELECT * FROM hotdata.results."${result.json.result_id}"`;
  assert.deepEqual(await scannedBy(fixture, ofResult), { rows: 3, bytes: null });
  const failed = await fixture.query("SELECT nope FROM orders");
  assert.equal(failed.status, 400);
  const { json } = await fixture.get("/v1/query-runs?limit=1&status=failed");
  assert.equal(json.query_runs[0].rows_scanned, null);
});

test("files that are left out are not counted", async (t) => {
  const fixture = await startQueryFixture(t, { compactionMinFiles: 0 });
  for (let file = 0; file < 8; file += 1) {
    const rows = Array.from({ length: 10 }, (_, index) => `${file * 10 + index},x${index}`);
    await load(fixture, "events", `n,s\n${rows.join("\n")}\n`);
  }
  const whole = await scannedBy(fixture, "SELECT n FROM events");
  const part = await scannedBy(fixture, "SELECT n FROM events WHERE n = 33");
  assert.equal(whole.rows, 80);
  assert.equal(part.rows, 10);
  assert.ok((part.bytes ?? 0) > 0 && (part.bytes ?? 0) < (whole.bytes ?? 0));
});
