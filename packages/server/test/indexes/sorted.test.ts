import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { create, indexesPath, type IndexApp, load, startIndexApp } from "./index-app.ts";

const ROWS = 400_000;
const [FROM, TO] = [100_000, 101_000];

/** Numbers below `count` in an order that has nothing to do with their size. */
function shuffled(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  let state = 7;
  for (let index = count - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [numbers[index], numbers[other]] = [numbers[other] ?? 0, numbers[index] ?? 0];
  }
  return `n\n${numbers.join("\n")}\n`;
}

interface RowGroups {
  readonly all: number;
  /** Row groups that a reader of the range has to look into. */
  readonly read: number;
}

/** Row groups of a table's newest files, by the statistics in the files. */
async function rowGroups(t: TestContext, { app, database }: IndexApp): Promise<RowGroups> {
  const folder = join(app.dataDir, "databases", database.id);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  t.after(() => connection.closeSync());
  const { DatabaseSync } = await import("node:sqlite");
  const catalog = new DatabaseSync(join(folder, "catalog.sqlite"), { readOnly: true });
  const live = catalog
    .prepare("SELECT path FROM ducklake_data_file WHERE end_snapshot IS NULL")
    .all()
    .map(({ path }) => String(path).split("/").at(-1) ?? "");
  catalog.close();
  const entries = await readdir(join(folder, "data"), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(({ name }) => live.includes(name))
    .map(({ parentPath, name }) => join(parentPath, name));
  assert.equal(paths.length, live.length);
  const names = paths.map((path) => `'${path}'`).join(", ");
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER, count(*) FILTER (stats_max_value::BIGINT >= ${FROM}
       AND stats_min_value::BIGINT < ${TO})::INTEGER
     FROM parquet_metadata([${names}]) WHERE path_in_schema = 'n'`,
  );
  const [all, read] = reader.getRows()[0] ?? [];
  return { all: Number(all), read: Number(read) };
}

test("a sorted index lets a range filter read fewer row groups, also of later loads", async (t) => {
  // Files are merged by nobody meanwhile.
  const index = await startIndexApp(t, { compactionMinFiles: 0 });
  const { app, database, connection } = index;
  const fill = (mode: string) => load(index, "numbers", shuffled(ROWS), { mode });
  await fill("replace");
  const before = await rowGroups(t, index);
  assert.equal(before.read, before.all, "shuffled rows have the range everywhere");
  assert.ok(before.all >= 3, `${before.all} row groups`);
  const made = await create(index, { index_name: "by_n", columns: ["n"] }, "numbers");
  assert.equal(made.status, 201, made.text);
  const after = await rowGroups(t, index);
  assert.equal(after.read, 1);
  await fill("append");
  const appended = await rowGroups(t, index);
  assert.equal(appended.read, 2, "one of either file");
  t.diagnostic(
    `row groups read for ${FROM} <= n < ${TO}: ${before.read} of ${before.all} before, ` +
      `${after.read} of ${after.all} with the index, ${appended.read} of ${appended.all} after a load`,
  );
  const sql = `SELECT count(*) AS c, count(DISTINCT n) AS d FROM default.main.numbers`;
  const counted = await app.call("POST", "/v1/query", {
    json: { sql, database_id: database.id },
  });
  assert.deepEqual(counted.json.rows, [[2 * ROWS, ROWS]]);
  assert.equal(
    (await app.call("DELETE", `${indexesPath(connection, "numbers")}/by_n`)).status,
    204,
  );
  await fill("replace");
  const without = await rowGroups(t, index);
  assert.equal(without.read, without.all, "the order is off");
});

test("loads go on while a table is sorted, and no row is lost or doubled", async (t) => {
  const index = await startIndexApp(t);
  await load(index, "numbers", shuffled(ROWS));
  const appends = Array.from({ length: 10 }, (_, round) =>
    load(index, "numbers", `n\n${ROWS + round}\n`, { mode: "append" }),
  );
  const upserts = load(index, "numbers", "n\n5\n6\n-1\n", { mode: "upsert", key: ["n"] });
  const [made] = await Promise.all([
    create(index, { index_name: "by_n", columns: ["n"] }, "numbers"),
    upserts,
    ...appends,
  ]);
  assert.equal(made.status, 201, made.text);
  const sql = "SELECT count(*), count(DISTINCT n), min(n), max(n) FROM default.main.numbers";
  const json = { sql, database_id: index.database.id };
  const counted = await index.app.call("POST", "/v1/query", { json });
  assert.deepEqual(counted.json.rows, [[ROWS + 11, ROWS + 11, -1, ROWS + 9]]);
});
