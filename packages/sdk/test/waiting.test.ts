import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, it } from "node:test";
import { JobsApi, QueryRunsApi } from "../src/hotdata.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

function job(status: string) {
  return {
    id: "job1",
    job_type: "managed_load",
    status,
    attempts: 1,
    created_at: "2026-01-01T00:00:00Z",
    error_message: status === "failed" ? "no such file" : null,
  };
}

/** Answers with one state after the other, the last one for ever. */
function serverWith(states: readonly unknown[], seen: string[] = []) {
  return LocalServer.start((request, response) => {
    const database = request.headers["x-database-id"];
    seen.push([request.url, database].filter((part) => part !== undefined).join(" "));
    sendJson(response, 200, states[Math.min(seen.length, states.length) - 1]);
  });
}

describe("waiting", () => {
  it("looks until a job has ended, whatever its end", async () => {
    for (const end of ["succeeded", "partially_succeeded", "failed", "something new"]) {
      const seen: string[] = [];
      await using server = await serverWith([job("pending"), job("running"), job(end)], seen);
      const ended = await new JobsApi(server.client()).wait("job1");
      assert.equal(ended.status, end);
      assert.deepEqual(seen, ["/v1/jobs/job1", "/v1/jobs/job1", "/v1/jobs/job1"]);
    }
  });

  it("looks at a query run within its database", async () => {
    const run = {
      id: "qrun1",
      sql_text: "x",
      sql_hash: "x",
      snapshot_id: "x",
      created_at: "2026-01-01T00:00:00Z",
    };
    const seen: string[] = [];
    const states = [
      { ...run, status: "running" },
      { ...run, status: "cancelled" },
    ];
    await using server = await serverWith(states, seen);
    const options = { xDatabaseId: "db1" };
    const ended = await new QueryRunsApi(server.client()).wait("qrun1", options);
    assert.equal(ended.status, "cancelled");
    assert.deepEqual(seen, ["/v1/query-runs/qrun1 db1", "/v1/query-runs/qrun1 db1"]);
  });

  it("ends with its time limit, the signal and the client, and leaves no listener", async () => {
    await using server = await serverWith([job("running")]);
    const client = server.client();
    const jobs = new JobsApi(client);
    await assert.rejects(jobs.wait("job1", { timeoutMs: 120 }), {
      name: "TimeoutError",
      message: /^waiting for job job1 did not finish within 120 ms/,
    });
    const controller = new AbortController();
    const aborted = jobs.wait("job1", { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("no longer needed")), 60);
    await assert.rejects(aborted, { message: "no longer needed" });
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    const closed = jobs.wait("job1");
    setTimeout(() => client.close(), 60);
    await assert.rejects(closed, { name: "AbortError" });
  });

  it("does not begin when the signal has ended already", async () => {
    const seen: string[] = [];
    await using server = await serverWith([job("succeeded")], seen);
    const signal = AbortSignal.abort(new Error("too late"));
    await assert.rejects(new JobsApi(server.client()).wait("job1", { signal }), {
      message: "too late",
    });
    assert.deepEqual(seen, []);
  });

  it("goes on over a server that is busy for a moment", async () => {
    let looks = 0;
    await using server = await LocalServer.start((_, response) => {
      looks += 1;
      if (looks > 1) return sendJson(response, 200, job("succeeded"));
      response.writeHead(429, { "retry-after": "0.1" }).end("{}");
    });
    assert.equal((await new JobsApi(server.client()).wait("job1")).status, "succeeded");
    assert.equal(looks, 2);
  });

  it("passes an unknown job on as the error it is", async () => {
    await using server = await LocalServer.start((_, response) => {
      sendJson(response, 404, { error: { code: "NOT_FOUND", message: "Job 'x' not found" } });
    });
    await assert.rejects(new JobsApi(server.client()).wait("x"), { status: 404 });
  });
});
