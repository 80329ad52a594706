import assert from "node:assert/strict";
import test from "node:test";
import { xidsSince } from "../../../src/connectors/postgres/parts/xids-since.ts";

const SPAN = 2n ** 32n;

/** What the ranges have to mean: the latest number below the snapshot's end with that lower half. */
function isSince(xid: bigint, begin: bigint, end: bigint): boolean {
  if (xid < 3n) return false;
  const latest = (end / SPAN) * SPAN + xid;
  return (latest >= end ? latest - SPAN : latest) >= begin;
}

const EPOCHS = [0n, 1n, 5n, 2n ** 31n];
const EDGES = [0n, 1n, 2n, 3n, 4n, 1_000n, SPAN / 2n, SPAN - 2n, SPAN - 1n];

test("rows of later transactions are told by 32 bits as if they had 64", () => {
  let compared = 0;
  for (const end of EPOCHS.flatMap((epoch) => EDGES.map((edge) => epoch * SPAN + edge))) {
    for (const ago of [0n, 1n, 2n, 3n, 5n, 1_000n, SPAN / 2n, SPAN - 4n, SPAN - 1n]) {
      const begin = end - ago;
      if (begin < 3n) continue;
      const ranges = xidsSince(begin, end) ?? [];
      for (const xid of EDGES.flatMap((edge) => [
        edge,
        begin % SPAN,
        end % SPAN,
        (end + edge) % SPAN,
      ])) {
        const isFound = ranges.some(({ from, to }) => xid >= from && xid < to);
        assert.equal(isFound, isSince(xid, begin, end), `${xid} since ${begin} until ${end}`);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 5_000);
});

test("over the end of the 32 bits there are two ranges, without the ids that mark old rows", () => {
  assert.deepEqual(xidsSince(SPAN - 10n, SPAN + 20n), [
    { from: SPAN - 10n, to: SPAN },
    { from: 3n, to: 20n },
  ]);
  assert.deepEqual(xidsSince(SPAN - 10n, SPAN + 2n), [{ from: SPAN - 10n, to: SPAN }]);
});

test("without a transaction since then, no row is of one", () => {
  assert.deepEqual(xidsSince(700n, 700n), []);
});

test("nothing can be told after a whole turn of the ids, and of a server that counts less", () => {
  assert.equal(xidsSince(700n, 700n + SPAN), undefined);
  assert.equal(xidsSince(701n, 700n), undefined);
});
