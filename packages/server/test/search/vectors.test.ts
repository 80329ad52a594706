import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { TableScan } from "../../src/engine/engine.ts";
import type { SearchHits } from "../../src/search/search.ts";
import { NO_LIMIT, openFixture, scanOf, type SearchFixture, vectorRows } from "./search-fixture.ts";

function nearest(
  { search, index }: SearchFixture,
  scan: TableScan,
  vector: readonly number[],
  limit = 1,
): Promise<SearchHits> {
  const query = { kind: "vector" as const, vector: Float32Array.from(vector) };
  return search.find({ index, scan, query, limit }, NO_LIMIT);
}

function rowsOf({ files }: SearchHits): (readonly [path: string, rows: number[]])[] {
  return files.map(({ path, rows }) => [path, [...rows]] as const);
}

test("small files are searched in memory, large ones leave a segment", async (t) => {
  const fixture = await openFixture(t);
  const small = await fixture.write(vectorRows(10));
  const large = await fixture.write(vectorRows(5_000, 10));
  const scan = scanOf([small, large]);
  assert.deepEqual(rowsOf(await nearest(fixture, scan, [7, 1])), [[small, [7]]]);
  assert.deepEqual(rowsOf(await nearest(fixture, scan, [2_000, 1])), [[large, [1_990]]]);
  const uuid = large.slice(large.indexOf("ducklake-") + 9, -".parquet".length);
  assert.deepEqual(await readdir(fixture.index.folder), [`${uuid}.vector`]);
  const state = await fixture.search.prepare({ index: fixture.index, scan }, NO_LIMIT);
  assert.equal(state.rowCount, 5_010);
  assert.equal(state.unmergedRowCount, 10);
  assert.equal(state.segmentCount, 2);
  assert.equal(state.dimensions, 2);
  assert.ok(state.sizeBytes > 5_000 * 8);
});

test("a file of few but long vectors leaves a segment, too", async (t) => {
  const fixture = await openFixture(t);
  const long = "list_transform(range(3000), x -> random() + range * 0)::FLOAT[]";
  const path = await fixture.write(`SELECT ${long} AS v FROM range(500)`);
  const { index } = fixture;
  const state = await fixture.search.prepare({ index, scan: scanOf([path]) }, NO_LIMIT);
  assert.equal(state.rowCount, 500);
  assert.equal(state.unmergedRowCount, 0);
});

test("many small files are told apart, also those without rows", async (t) => {
  const fixture = await openFixture(t);
  const paths: string[] = [];
  for (let n = 0; n < 150; n += 1) {
    const count = n % 3 === 0 ? 0 : 2;
    paths.push(await fixture.write(vectorRows(count, n * 10)));
  }
  const scan = scanOf(paths);
  for (const n of [1, 64, 65, 149]) {
    assert.deepEqual(rowsOf(await nearest(fixture, scan, [n * 10 + 1, 1])), [[paths[n], [1]]]);
  }
  const { rowCount } = await fixture.search.prepare({ index: fixture.index, scan }, NO_LIMIT);
  assert.equal(rowCount, 200);
});

test("deleted rows are left out: of delete files, of the catalog, and of later snapshots", async (t) => {
  const fixture = await openFixture(t);
  const path = await fixture.write(
    "SELECT [range, 1]::FLOAT[] AS v, range // 10 AS _ducklake_internal_snapshot_id FROM range(100)",
  );
  const deletes = await fixture.write(
    `SELECT '${path}' AS file_path, range + 3 AS pos, range AS _ducklake_internal_snapshot_id FROM range(2)`,
  );
  const found = async (file: object, near: number): Promise<number[]> => {
    const scan = scanOf([{ path, ...file }]);
    return [...((await nearest(fixture, scan, [near, 1], 3)).files[0]?.rows ?? [])];
  };
  assert.deepEqual(await found({}, 3), [2, 3, 4]);
  assert.deepEqual(await found({ deleteFiles: [deletes] }, 3), [1, 2, 5]);
  assert.deepEqual(await found({ deleteFiles: [deletes], maxDeleteSnapshot: 0 }, 3), [1, 2, 4]);
  assert.deepEqual(await found({ deletedPositions: [3] }, 3), [1, 2, 4]);
  assert.deepEqual(await found({ maxRowSnapshot: 1 }, 50), [17, 18, 19]);
  const scan = scanOf([{ path, deleteFiles: [deletes] }]);
  const { rowCount } = await fixture.search.prepare({ index: fixture.index, scan }, NO_LIMIT);
  assert.equal(rowCount, 98);
});

test("rows without a vector, and rows of the catalog", async (t) => {
  const fixture = await openFixture(t);
  const path = await fixture.write(
    "SELECT unnest([NULL, [1, 2]::FLOAT[], []::FLOAT[], [3, NULL]::FLOAT[], [5, 6]::FLOAT[]]) AS v",
  );
  const inline = { kind: "inline" as const, rows: [["[7, 8]"], [null], ["[1.5, 2]"]] };
  const scan = scanOf([path], { parts: [inline] });
  assert.deepEqual(rowsOf(await nearest(fixture, scan, [1, 2], 100)), [
    [path, [1, 4]],
    ["inline:1", [0, 2]],
  ]);
});

test("vectors of two lengths are refused, in one file and in two", async (t) => {
  const fixture = await openFixture(t);
  const mixed = await fixture.write("SELECT unnest([[1]::FLOAT[], [1, 2]::FLOAT[]]) AS v");
  const one = await fixture.write("SELECT [1]::FLOAT[] AS v");
  const two = await fixture.write("SELECT [1, 2]::FLOAT[] AS v");
  await assert.rejects(nearest(fixture, scanOf([mixed]), [1]), {
    name: "SqlError",
    message: /row 1 has 2 numbers, those before it have 1/,
  });
  await assert.rejects(nearest(fixture, scanOf([one, two]), [1]), {
    message: /vectors of 1 and of 2/,
  });
  await assert.rejects(nearest(fixture, scanOf([two]), [1]), {
    message: /column 'v' have 2 numbers, the one to look for has 1/,
  });
});

test("a damaged segment is made again, and what a killed build left is removed", async (t) => {
  const fixture = await openFixture(t);
  const path = await fixture.write(vectorRows(5_000));
  await nearest(fixture, scanOf([path]), [1, 1]);
  await fixture.search.close();
  const [name = ""] = await readdir(fixture.index.folder);
  await writeFile(join(fixture.index.folder, name), "nothing of the kind");
  await writeFile(join(fixture.index.folder, `${name}.x.tmp`), "half");
  const again = { ...fixture, search: fixture.reopen() };
  assert.deepEqual(rowsOf(await nearest(again, scanOf([path]), [33, 1])), [[path, [33]]]);
  assert.deepEqual(await readdir(fixture.index.folder), [name]);
});

test("a deleted index is gone, and stays so", async (t) => {
  const fixture = await openFixture(t);
  const scan = scanOf([await fixture.write(vectorRows(5_000))]);
  await nearest(fixture, scan, [1, 1]);
  await fixture.search.remove(fixture.index);
  await assert.rejects(readdir(fixture.index.folder), { code: "ENOENT" });
  await assert.rejects(nearest(fixture, scan, [1, 1]), { name: "SqlError" });
});
