import assert from "node:assert/strict";
import { test } from "node:test";
import { Placement, type Work } from "../../src/engine/pool/placement.ts";

const BOTH = [0, 1];

function open() {
  let time = 0;
  const placement = new Placement({ processes: 2, idleMs: 300_000, maxWarm: 64, now: () => time });
  const run = (workspaceId: string, databaseId: string) => {
    const work: Work = { workspaceId, databaseId };
    const slot = placement.choose(work, BOTH);
    assert.ok(slot !== undefined);
    return { slot, done: placement.begin(slot, work) };
  };
  return { placement, run, wait: (ms: number) => (time += ms) };
}

test("a database stays where it is warm, however often it is queried at a time", () => {
  const { run } = open();
  const slots = Array.from({ length: 5 }, () => run("w", "a").slot);
  assert.deepEqual(new Set(slots), new Set([0]));
});

test("a database whose process is busy with another one moves to an idle process, and stays", () => {
  const { run, wait } = open();
  run("w", "a").done();
  wait(1);
  const other = run("w", "b");
  assert.equal(other.slot, 0);
  const moved = run("w", "a");
  assert.equal(moved.slot, 1);
  moved.done();
  other.done();
  assert.equal(run("w", "a").slot, 1);
});

test("a small difference moves nothing", () => {
  const { placement, run } = open();
  run("w", "a").done();
  for (const database of ["b", "c"]) placement.begin(0, { workspaceId: "w", databaseId: database });
  placement.begin(1, { workspaceId: "w", databaseId: "d" });
  assert.equal(run("w", "a").slot, 0);
});

test("a quiet workspace does not share a process with a flooding one", () => {
  const { run, wait } = open();
  const flood = ["a", "b", "c", "d"].map((database) => run("loud", database));
  assert.deepEqual(new Set(flood.map(({ slot }) => slot)), new Set([0, 1]));
  run("quiet", "q").done();
  const [home] = [run("quiet", "q")].map(({ slot, done }) => (done(), slot));
  for (const { done } of flood) done();
  for (let i = 0; i < 20; i += 1) {
    wait(1000);
    assert.notEqual(run("loud", `database ${i}`).slot, home);
    const { slot, done } = run("quiet", "q");
    assert.equal(slot, home);
    done();
  }
});

test("idle databases are forgotten, and no more are kept than a process has warm", () => {
  const { placement, run, wait } = open();
  for (let i = 0; i < 1000; i += 1) run("w", `database ${i}`).done();
  assert.ok(placement.warmCount(0) <= 64);
  assert.ok(placement.warmCount(1) <= 64);
  wait(300_001);
  assert.equal(placement.warmCount(0) + placement.warmCount(1), 0);
});

test("only processes that are given are chosen, and of none none", () => {
  const { placement } = open();
  assert.equal(placement.choose({ databaseId: "a" }, [1]), 1);
  assert.equal(placement.choose({ databaseId: "a" }, []), undefined);
});

test("nothing is warm in a process that ended", () => {
  const { placement } = open();
  const work = { workspaceId: "w", databaseId: "a" };
  placement.begin(1, work)();
  assert.equal(placement.choose(work, BOTH), 1);
  placement.clear(1);
  assert.equal(placement.choose(work, BOTH), 0);
});
