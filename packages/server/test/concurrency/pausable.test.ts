import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Pausable } from "../../src/concurrency/pausable.ts";

const SOON = () => AbortSignal.timeout(5_000);

describe("pausable work", () => {
  it("ends before the pause begins, and what comes meanwhile waits for its end", async () => {
    const work = new Pausable();
    const seen: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = work.run(() => promise.then(() => void seen.push("first")));
    const pausing = work.pause(SOON()).then((resume) => {
      seen.push("paused");
      return resume;
    });
    const second = work.run(async () => void seen.push("second"));
    await sleep(10);
    assert.deepEqual(seen, []);
    resolve();
    const resume = await pausing;
    await first;
    await sleep(10);
    assert.deepEqual(seen, ["first", "paused"]);
    resume();
    await second;
    assert.deepEqual(seen, ["first", "paused", "second"]);
  });

  it("goes on when a pause is given up", async () => {
    const work = new Pausable();
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = work.run(() => promise);
    const pausing = work.pause(AbortSignal.timeout(20));
    const waiting = work.run(async () => "done");
    await assert.rejects(pausing, { name: "TimeoutError" });
    assert.equal(await waiting, "done");
    resolve();
    await running;
  });

  it("can be paused again, by one at a time, and an old end does not end a new pause", async () => {
    const work = new Pausable();
    const resume = await work.pause(SOON());
    await assert.rejects(work.pause(SOON()), /paused already/);
    resume();
    const again = await work.pause(SOON());
    resume();
    let isDone = false;
    const waiting = work.run(async () => void (isDone = true));
    await sleep(10);
    assert.equal(isDone, false);
    again();
    await waiting;
  });
});
