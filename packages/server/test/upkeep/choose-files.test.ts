import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseFiles } from "../../src/lake/upkeep/compaction/choose-files.ts";
import type { LiveFile } from "../../src/lake/upkeep/compaction/live-files.ts";

const KB = 1024;
const MB = 1024 * KB;
const RULES = { minFiles: 4, targetFileBytes: 256 * MB };

function filesOf(sizes: readonly number[], changes: Partial<LiveFile> = {}): LiveFile[] {
  return sizes.map((sizeBytes, id) => ({
    id,
    sizeBytes,
    rowCount: 100,
    liveRowCount: 100,
    deleteFileId: null,
    rowIdStart: id * 100,
    partition: "",
    ...changes,
  }));
}

function chosenIds(files: readonly LiveFile[], rules = RULES): number[] {
  return chooseFiles(files, rules).map(({ id }) => id);
}

test("small neighbours are chosen, not those behind a large file", () => {
  const files = filesOf([KB, KB, 300 * MB, KB, KB, KB, KB, 300 * MB, KB]);
  assert.deepEqual(chosenIds(files), [3, 4, 5, 6]);
});

test("a larger file waits for others of its size", () => {
  assert.deepEqual(chosenIds(filesOf([5 * MB, KB, KB, KB])), []);
  assert.deepEqual(chosenIds(filesOf([5 * MB, KB, KB, KB, KB])), [1, 2, 3, 4]);
  const eight = Array.from({ length: 8 }, () => 5 * MB);
  assert.deepEqual(chosenIds(filesOf([...eight.slice(1), KB])), []);
  assert.deepEqual(chosenIds(filesOf([...eight, KB])).length, 9);
});

test("a merged file stays below the target size, and half of it is large enough", () => {
  const rules = { minFiles: 4, targetFileBytes: 20 * MB };
  assert.deepEqual(
    chosenIds(filesOf(Array.from({ length: 9 }, () => 5 * MB)), rules),
    [0, 1, 2, 3],
  );
  assert.deepEqual(chosenIds(filesOf(Array.from({ length: 9 }, () => 11 * MB)), rules), []);
});

test("partitions are kept apart", () => {
  const mixed = [...filesOf([KB, KB, KB], { partition: "1:[a]" }), ...filesOf([KB], { id: 7 })];
  assert.deepEqual(chosenIds(mixed), []);
});

test("a file that lost much of its rows is written anew alone", () => {
  const [whole, worn] = filesOf([100 * MB, 100 * MB]);
  assert.ok(whole && worn);
  assert.deepEqual(chosenIds([whole, { ...worn, liveRowCount: 80 }]), []);
  assert.deepEqual(chosenIds([whole, { ...worn, liveRowCount: 70 }]), [1]);
});

test("thousands of files are merged in several turns", () => {
  const files = filesOf(Array.from({ length: 2500 }, () => KB));
  assert.equal(chosenIds(files).length, 1000);
});
