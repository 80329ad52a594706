import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientGate } from "../../src/connectors/process/client-gate.ts";

const NO_LIMIT = new AbortController().signal;

test("so many have a place, the others get one in order, and who leaves the line takes none", async () => {
  const gate = new ClientGate(1);
  await gate.enter(NO_LIMIT);
  const order: string[] = [];
  const leaving = new AbortController();
  const second = gate.enter(leaving.signal);
  const third = gate.enter(NO_LIMIT).then(() => order.push("third"));
  const fourth = gate.enter(NO_LIMIT).then(() => order.push("fourth"));
  leaving.abort(new Error("left"));
  await assert.rejects(second, /left/);
  assert.deepEqual(order, []);
  gate.leave();
  await third;
  assert.deepEqual(order, ["third"]);
  gate.leave();
  await fourth;
  assert.deepEqual(order, ["third", "fourth"]);
});
