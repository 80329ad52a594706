import assert from "node:assert/strict";
import { test } from "node:test";
import { ProfilePace } from "../../src/table-profiles/profile-pace.ts";

/** A pace under a clock that goes on while something is profiled, and when it is told to. */
function startPace() {
  let at = 1_000;
  const pace = new ProfilePace(() => at);
  const pass = (ms: number): void => {
    at += ms;
  };
  const profile = (table: string, ms: number) =>
    pace.run(table, () => {
      pass(ms);
      return Promise.resolve(ms);
    });
  return { pace, pass, profile };
}

test("a table rests nine times as long as its profile took", async () => {
  const { pace, pass, profile } = startPace();
  assert.equal(pace.restMs("a"), 0);
  assert.equal(await profile("a", 200), 200);
  assert.equal(pace.restMs("a"), 1_800);
  assert.equal(pace.restMs("b"), 0);
  pass(1_799);
  assert.equal(pace.restMs("a"), 1);
  pass(1);
  assert.equal(pace.restMs("a"), 0);
  await profile("a", 10);
  assert.equal(pace.restMs("a"), 90);
});

test("a table that is profiled whenever it may be takes a tenth of the time", async () => {
  const { pace, pass, profile } = startPace();
  let busyMs = 0;
  let allMs = 0;
  for (const ms of [300, 50, 7_000, 1, 600_000]) {
    busyMs += await profile("a", ms);
    const rest = pace.restMs("a");
    pass(rest);
    allMs += ms + rest;
  }
  assert.equal(busyMs / allMs, 0.1);
});

test("a failure counts as the time that it took", async () => {
  const { pace, pass } = startPace();
  const failing = pace.run("a", () => {
    pass(50);
    return Promise.reject(new Error("lost"));
  });
  await assert.rejects(failing, /lost/);
  assert.equal(pace.restMs("a"), 450);
});

test("tables that have rested are forgotten", async () => {
  const { pace, pass, profile } = startPace();
  await profile("a", 100);
  await profile("b", 10);
  assert.equal(pace.size, 2);
  pass(200);
  await profile("c", 1);
  assert.equal(pace.size, 2);
  assert.deepEqual([pace.restMs("a"), pace.restMs("b")], [689, 0]);
});
