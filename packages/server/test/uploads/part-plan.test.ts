import assert from "node:assert/strict";
import { test } from "node:test";
import { type PartPlan, planParts } from "../../src/uploads/part-plan.ts";

const MEBIBYTE = 1_024 ** 2;
const GIBIBYTE = 1_024 ** 3;

function plan(declaredSizeBytes?: number, wishedPartBytes?: number): PartPlan {
  return planParts({ declaredSizeBytes, wishedPartBytes, maxUploadBytes: 10_000 * GIBIBYTE });
}

function multipart(partSizeBytes: number, partCount?: number): PartPlan {
  return { mode: "multipart", partSizeBytes, partCount };
}

test("up to 8 MiB a file is sent in one piece, whatever part size is wished", () => {
  assert.deepEqual(plan(0), { mode: "single" });
  assert.deepEqual(plan(8 * MEBIBYTE, 5 * MEBIBYTE), { mode: "single" });
  assert.deepEqual(plan(8 * MEBIBYTE + 1), multipart(8 * MEBIBYTE, 2));
});

test("parts are as large as wished, between 5 MiB and 5 GiB", () => {
  assert.deepEqual(plan(20 * MEBIBYTE, 0), multipart(5 * MEBIBYTE, 4));
  assert.deepEqual(plan(20 * MEBIBYTE, 6 * MEBIBYTE), multipart(6 * MEBIBYTE, 4));
  assert.deepEqual(plan(20 * MEBIBYTE, 100 * GIBIBYTE), multipart(5 * GIBIBYTE, 1));
});

test("there are never more than 10,000 parts", () => {
  const sizeBytes = 100 * GIBIBYTE + 1;
  const planned = plan(sizeBytes, 5 * MEBIBYTE);
  assert.deepEqual(planned, multipart(Math.ceil(sizeBytes / 10_000), 10_000));
});

test("of unknown size: 8 MiB, or enough for the largest file that is accepted", () => {
  const streaming = (maxUploadBytes: number, wishedPartBytes?: number) =>
    planParts({ declaredSizeBytes: undefined, wishedPartBytes, maxUploadBytes });
  assert.deepEqual(streaming(20 * GIBIBYTE), multipart(8 * MEBIBYTE));
  assert.deepEqual(streaming(20 * GIBIBYTE, 1), multipart(5 * MEBIBYTE));
  assert.deepEqual(streaming(10_000 * GIBIBYTE, 1), multipart(GIBIBYTE));
});
