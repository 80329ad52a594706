import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { WriteGate } from "../../src/concurrency/write-gate.ts";

interface Step {
  readonly name: string;
  readonly isShared: boolean;
}

/** Starts steps in order, each of which ends when told to; says what runs. */
function bench(key = "t") {
  const gate = new WriteGate();
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const start = async ({ name, isShared }: Step, signal = new AbortController().signal) => {
    await gate.run(key, { isShared, signal }, async () => {
      running.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      running.splice(running.indexOf(name), 1);
    });
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { start, end, running };
}

test("shared turns run together, others alone, all in order of arrival", async () => {
  const { start, end, running } = bench();
  const all = [
    start({ name: "a", isShared: true }),
    start({ name: "b", isShared: true }),
    start({ name: "C", isShared: false }),
    start({ name: "d", isShared: true }),
    start({ name: "E", isShared: false }),
  ];
  await turn();
  assert.deepEqual(running, ["a", "b"]);
  await end("a");
  assert.deepEqual(running, ["b"], "nobody overtakes the one who waits to be alone");
  await end("b");
  assert.deepEqual(running, ["C"]);
  await end("C");
  assert.deepEqual(running, ["d"]);
  await end("d");
  assert.deepEqual(running, ["E"]);
  await end("E");
  await Promise.all(all);
});

test("who gives up while waiting lets the next ones through", async () => {
  const { start, end, running } = bench();
  const controller = new AbortController();
  const first = start({ name: "a", isShared: true });
  const given = start({ name: "B", isShared: false }, controller.signal);
  const last = start({ name: "c", isShared: true });
  await turn();
  assert.deepEqual(running, ["a"]);
  controller.abort(new Error("enough"));
  await assert.rejects(given, /enough/);
  await turn();
  assert.deepEqual(running, ["a", "c"]);
  await end("a");
  await end("c");
  await Promise.all([first, last]);
});

test("a failing turn lets the next one through", async () => {
  const gate = new WriteGate();
  const options = { isShared: false, signal: new AbortController().signal };
  const failing = gate.run("t", options, () => Promise.reject(new Error("no")));
  const next = gate.run("t", options, async () => "yes");
  await assert.rejects(failing, /no/);
  assert.equal(await next, "yes");
});
