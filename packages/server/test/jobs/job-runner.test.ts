import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { badRequest } from "../../src/http/api-error.ts";
import type { JobOutcome } from "../../src/jobs/job-handler.ts";
import { startTestJobs, type TestJobs } from "./start-test-jobs.ts";

const RESULT = { batch_id: "b", requested: 2, created: 2, cancelled: false };
const NEVER = AbortSignal.timeout(60_000);

async function ended({ jobs }: TestJobs, workspaceId: string, id: string) {
  return jobs.wait({ workspaceId, id }, 10_000, NEVER);
}

test("a job runs, reports progress and ends with its result", async (t) => {
  const { promise: gate, resolve: open } = Promise.withResolvers<JobOutcome>();
  const parts = await startTestJobs(t, async (_, attempt) => {
    attempt.reportProgress({ done: 1, total: 2 });
    return gate;
  });
  const id = await parts.submit("w", "a");
  const running = await parts.jobs.wait({ workspaceId: "w", id }, 100, NEVER);
  assert.equal(running.status, "running");
  assert.deepEqual(running.progress, { done: 1, total: 2 });
  assert.equal(running.completedAt, undefined);
  open({ result: RESULT });
  const job = await ended(parts, "w", id);
  assert.equal(job.status, "succeeded");
  assert.deepEqual(job.result, RESULT);
  assert.equal(job.attempts, 1);
  assert.ok(job.completedAt instanceof Date);
});

test("a warning makes it a part success; an error a failure, told without internals", async (t) => {
  const parts = await startTestJobs(t, async (name) => {
    if (name === "refused") throw badRequest("column 'x' is missing");
    if (name === "broken") throw new TypeError("undefined is not a function at /secret/path");
    return { result: RESULT, warning: "one of two" };
  });
  const [part, refused, broken] = await Promise.all(
    ["part", "refused", "broken"].map(async (name) =>
      ended(parts, "w", await parts.submit("w", name)),
    ),
  );
  assert.deepEqual([part?.status, part?.errorMessage], ["partially_succeeded", "one of two"]);
  assert.deepEqual([refused?.status, refused?.errorMessage], ["failed", "column 'x' is missing"]);
  assert.equal(broken?.status, "failed");
  assert.doesNotMatch(broken?.errorMessage ?? "", /secret|undefined/);
});

test("limits: in all and for each workspace; workspaces take turns", async (t) => {
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const parts = await startTestJobs(
    t,
    async (name) => {
      order.push(name);
      running += 1;
      most = Math.max(most, running);
      await delay(10);
      running -= 1;
      return {};
    },
    { total: 2, perWorkspace: 1 },
  );
  const ids: [string, string][] = [];
  for (let index = 0; index < 8; index += 1) {
    ids.push(["busy", await parts.submit("busy", `busy ${index}`)]);
  }
  ids.push(["small", await parts.submit("small", "small")]);
  for (const [workspaceId, id] of ids) await ended(parts, workspaceId, id);
  assert.ok(most <= 2, `${most} ran at a time`);
  assert.ok(order.indexOf("small") < 7, `small waited for busy: ${order.join(", ")}`);
  const own = order.filter((name) => name.startsWith("busy"));
  assert.deepEqual(own, own.toSorted(), "a workspace's jobs start in the order of submission");
});

test("of two workspaces with jobs, none has two turns in a row", async (t) => {
  const order: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const parts = await startTestJobs(
    t,
    async (name) => {
      order.push(name);
      await gate;
      return {};
    },
    { total: 1 },
  );
  const ids: [string, string][] = [];
  for (const workspaceId of ["a", "a", "a", "b", "b", "b"]) {
    ids.push([workspaceId, await parts.submit(workspaceId, workspaceId)]);
  }
  open();
  for (const [workspaceId, id] of ids) await ended(parts, workspaceId, id);
  assert.deepEqual(order, ["a", "b", "a", "b", "a", "b"]);
});

test("a handler decides about retries; attempts are counted", async (t) => {
  const parts = await startTestJobs(
    t,
    async (name, { number }) => {
      if (name === "hopeless" || number < 3) throw badRequest(`try ${number}`);
      return {};
    },
    { handler: { retryAfterMs: (_, attempt) => (attempt < 3 ? 20 : undefined) } },
  );
  const lucky = await ended(parts, "w", await parts.submit("w", "lucky"));
  assert.deepEqual([lucky.status, lucky.attempts], ["succeeded", 3]);
  const hopeless = await ended(parts, "w", await parts.submit("w", "hopeless"));
  assert.deepEqual([hopeless.status, hopeless.errorMessage], ["failed", "try 3"]);
});

test("after a restart unfinished jobs go on, or fail with a reason", async (t) => {
  for (const isResumable of [true, false]) {
    const first = await startTestJobs(
      t,
      async (_, { signal }) => {
        await delay(60_000, undefined, { signal });
        return {};
      },
      { perWorkspace: 1 },
    );
    const running = await first.submit("w", "running");
    const pending = await first.submit("w", "pending");
    await delay(50);
    await first.close();

    const freed: string[] = [];
    const second = await startTestJobs(t, async () => ({ result: RESULT }), {
      dataDir: first.dataDir,
      handler: {
        isResumable,
        afterFailure: async ({ name }) => {
          freed.push(name);
        },
      },
    });
    const cut = await ended(second, "w", running);
    assert.equal((await ended(second, "w", pending)).status, "succeeded");
    if (isResumable) {
      assert.deepEqual([cut.status, cut.attempts], ["succeeded", 2]);
    } else {
      assert.deepEqual([cut.status, cut.attempts], ["failed", 1]);
      assert.match(cut.errorMessage ?? "", /stopped while the job ran/);
      assert.deepEqual(freed, ["running"]);
    }
  }
});

test("deleting a database or workspace ends its jobs", async (t) => {
  const parts = await startTestJobs(
    t,
    async (_, { signal }) => {
      await delay(60_000, undefined, { signal });
      return {};
    },
    { perWorkspace: 2 },
  );
  const running = await parts.submit("w", "a", "db1");
  const other = await parts.submit("w", "b", "db2");
  const pending = await parts.submit("w", "c", "db1");
  await parts.jobs.wait({ workspaceId: "w", id: running }, 50, NEVER);
  await parts.jobs.deleteDatabase("db1");
  for (const id of [running, pending]) {
    const job = await parts.jobs.get("w", id);
    assert.equal(job.status, "failed");
    assert.match(job.errorMessage ?? "", /database was deleted/);
  }
  assert.equal((await parts.jobs.get("w", other)).status, "running");
  await parts.jobs.deleteWorkspace("w");
  await assert.rejects(parts.jobs.get("w", other), /not found/);
});

test("a job that is part of a rolled back transaction was never there", async (t) => {
  const ran: string[] = [];
  const parts = await startTestJobs(t, async (name) => {
    ran.push(name);
    return {};
  });
  const job = { workspaceId: "w", type: "noop" as const };
  const rolledBack = parts.metastore.transaction().execute(async (transaction) => {
    await parts.jobs.submit({ ...job, payload: { name: "rolled back" } }, transaction);
    await delay(50);
    throw new Error("abort");
  });
  await assert.rejects(rolledBack, /abort/);
  await parts.metastore.transaction().execute(async (transaction) => {
    await parts.jobs.submit({ ...job, payload: { name: "kept" } }, transaction);
  });
  await delay(50);
  assert.deepEqual(ran, ["kept"]);
  assert.equal((await parts.jobs.list(page())).length, 1);
});

function page() {
  return { workspaceId: "w", types: undefined, statuses: undefined, limit: 50, offset: 0 };
}
