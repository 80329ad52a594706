import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeMemory, memoryBounds } from "../../src/engine/pool/memory-bounds.ts";
import { pauseAfter } from "../../src/engine/pool/process-slot.ts";

const UNSET = { processMb: undefined, totalMb: undefined };

test("bounds follow the machine, and leave statements the memory that they may use", () => {
  assert.deepEqual(memoryBounds({ ...UNSET, machineMb: 16_000, engineMemoryMb: 4000 }), {
    processMb: 8000,
    totalMb: 12_000,
  });
  const large = memoryBounds({ ...UNSET, machineMb: 16_000, engineMemoryMb: 12_000 });
  assert.deepEqual(large, { processMb: 15_512, totalMb: 15_512 });
  const set = { machineMb: 16_000, engineMemoryMb: 4000, processMb: 1000, totalMb: 1500 };
  assert.deepEqual(memoryBounds(set), { processMb: 1000, totalMb: 1500 });
});

test("first they shrink, then the largest is ended", () => {
  const bounds = { processMb: 1000, totalMb: 1500 };
  const uses = (...sizes: number[]) => sizes.map((usedMb, slot) => ({ slot, usedMb }));
  assert.deepEqual(judgeMemory(uses(400, 300), bounds), { shrink: [] });
  assert.deepEqual(judgeMemory(uses(800, 100), bounds), { shrink: [0] });
  assert.deepEqual(judgeMemory(uses(600, 600), bounds), { shrink: [0, 1] });
  assert.deepEqual(judgeMemory(uses(100, 1001), bounds).kill, {
    slot: 1,
    usedMb: 1001,
    boundMb: 1000,
  });
  assert.deepEqual(judgeMemory(uses(700, 900), bounds).kill, {
    slot: 1,
    usedMb: 1600,
    boundMb: 1500,
  });
});

test("processes that cannot live are started ever more slowly", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 20].map(pauseAfter), [0, 0, 100, 200, 400, 10_000]);
});
