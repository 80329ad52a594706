import assert from "node:assert/strict";
import test from "node:test";
import { piecesBeside, piecesOf } from "../../../src/connectors/postgres/parts/block-ranges.ts";

const SIZE = { blocks: 25, blocksAtOnce: 10 };

test("a table is cut into pieces, of which the last one has no end", () => {
  assert.deepEqual(piecesBeside([], SIZE), [
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: null },
  ]);
  assert.deepEqual(piecesBeside([], { ...SIZE, blocks: 20 }).length, 2);
  assert.deepEqual(piecesBeside([], { ...SIZE, blocks: 0 }), [{ from: 0, to: null }]);
});

test("what is taken is left out, in whatever order and wherever it ends", () => {
  const taken = [
    { from: 12, to: 18 },
    { from: 0, to: 3 },
  ];
  assert.deepEqual(piecesBeside(taken, SIZE), [
    { from: 3, to: 12 },
    { from: 18, to: null },
  ]);
  assert.deepEqual(piecesBeside([{ from: 12, to: null }], SIZE), [
    { from: 0, to: 10 },
    { from: 10, to: 12 },
  ]);
  assert.deepEqual(piecesBeside([{ from: 0, to: null }], SIZE), []);
});

test("blocks that are not there any more, or came since, belong to a piece", () => {
  assert.deepEqual(piecesBeside([{ from: 30, to: 40 }], SIZE), [
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: 30 },
    { from: 40, to: null },
  ]);
  assert.deepEqual(piecesOf({ from: 30, to: null }, { blocks: 55, blocksAtOnce: 10 }), [
    { from: 30, to: 40 },
    { from: 40, to: 50 },
    { from: 50, to: null },
  ]);
});
