import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Hotdata } from "../src/hotdata.ts";
import type { Database } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE x * y % 7 = 3";

let server: RunningServer;
let hotdata: Hotdata;
let database: Database;

/** Aborts a work after a while; it has to fail with the very reason. */
async function givenUp(
  afterMs: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const controller = new AbortController();
  const reason = new Error("no longer needed");
  const failure = work(controller.signal).then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error,
  );
  await sleep(afterMs);
  controller.abort(reason);
  assert.equal(await failure, reason);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
}

async function lastRun() {
  const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ limit: 1 });
  const [run] = queryRuns;
  assert.ok(run !== undefined);
  return run;
}

async function assertCancelled(): Promise<void> {
  const { id } = await lastRun();
  const run = await hotdata.queryRuns.wait(id, { timeoutMs: 5_000 });
  assert.equal(run.status, "cancelled");
}

describe("whoever gives up a query ends it on the server", () => {
  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
    database = await hotdata.databases.create({});
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("onProgress is told of the run as long as it runs", async () => {
    const { queryRunId } = await hotdata.query.query({ sql: ENDLESS, async: true });
    const seen: unknown[] = [];
    const options = { timeoutMs: 1_500, cancelOnAbort: true };
    await assert.rejects(
      hotdata.queryRuns.wait(queryRunId, {
        ...options,
        onProgress: ({ id, status, progress }) => {
          assert.ok(progress === null || typeof progress === "number");
          seen.push([id, status]);
        },
      }),
      { name: "TimeoutError" },
    );
    assert.ok(seen.length > 1);
    for (const run of seen) assert.deepEqual(run, [queryRunId, "running"]);
  });

  it("while it waits for the rows of a synchronous one", async () => {
    await givenUp(500, (signal) => hotdata.query.query({ sql: ENDLESS }, { signal }));
    await assertCancelled();
  });

  it("while it waits before the query goes on in the background", async () => {
    const request = { sql: ENDLESS, async: true, asyncAfterMs: 8_000 };
    await givenUp(500, (signal) => hotdata.query.query(request, { signal }));
    await assertCancelled();
  });

  it("while it waits for the end of one in the background, where it says so", async () => {
    const { queryRunId } = await hotdata.query.query({ sql: ENDLESS, async: true });
    await givenUp(200, (signal) => hotdata.queryRuns.wait(queryRunId, { signal }));
    assert.equal((await hotdata.queryRuns.getQueryRun(queryRunId)).status, "running");
    const call = { cancelOnAbort: true };
    await givenUp(200, (signal) => hotdata.queryRuns.wait(queryRunId, { ...call, signal }));
    assert.equal((await hotdata.queryRuns.getQueryRun(queryRunId)).status, "cancelled");
    const late = await hotdata.query.query({ sql: ENDLESS, async: true });
    await assert.rejects(hotdata.queryRuns.wait(late.queryRunId, { ...call, timeoutMs: 200 }), {
      name: "TimeoutError",
      message: /^waiting for query run/,
    });
    assert.equal((await hotdata.queryRuns.getQueryRun(late.queryRunId)).status, "cancelled");
  });

  it("with the short form, by signal and by time limit, at once and in the background", async () => {
    const query = database.sql.text(ENDLESS);
    for (const afterMs of [300, 11_000]) {
      await givenUp(afterMs, (signal) => query.rows({ signal }));
      await assertCancelled();
    }
    await assert.rejects(query.rows({ timeoutMs: 300 }), { name: "TimeoutError" });
    await assertCancelled();
  });
});
