import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hotdata } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

/** Runs for minutes unless it is stopped. */
const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE (x * y) % 7 = 3";

let server: RunningServer;
let hotdata: Hotdata;

describe("queries", () => {
  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("parameters keep every digit, both ways", async () => {
    const sql = "SELECT ? AS big, ? AS small, ?::DECIMAL(38,9) AS exact, ? AS text, ? AS nothing";
    const digits = "12345678901234567890.123456789";
    const { rows } = await hotdata.query.query({
      sql,
      parameters: [
        9_007_199_254_740_993n,
        -7,
        { type: "DECIMAL(38,9)", value: digits },
        "it's ?",
        null,
      ],
    });
    assert.deepEqual(rows, [[9_007_199_254_740_993n, -7, digits, "it's ?", null]]);
  });

  it("parameters by name, and types that JSON does not have", async () => {
    const { rows } = await hotdata.query.query({
      sql: "SELECT $day + 1 AS next, $n::HUGEINT = 9223372036854775808 AS beyond",
      parameters: {
        day: { type: "DATE", value: "2026-02-28" },
        n: 9_223_372_036_854_775_808n,
      },
    });
    assert.deepEqual(rows, [["2026-03-01", true]]);
  });

  it("in the background, waited for, then fetched", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const scope = { xDatabaseId: id };
    const answer = await hotdata.query.query(
      { sql: "SELECT sum(n) AS total FROM range(100) t(n)", async: true },
      scope,
    );
    const run = await hotdata.queryRuns.wait(answer.queryRunId, { ...scope, timeoutMs: 30_000 });
    assert.equal(run.status, "succeeded", run.errorMessage ?? "");
    assert.ok(run.resultId);
    const { rows } = await hotdata.results.getResult(run.resultId, scope);
    assert.deepEqual(rows, [[4950]]);
  });

  it("a run that is cancelled ends as cancelled", async () => {
    const answer = await hotdata.query.query({ sql: ENDLESS, async: true });
    assert.ok("statusUrl" in answer);
    await hotdata.queryRuns.cancelQueryRun(answer.queryRunId);
    const run = await hotdata.queryRuns.wait(answer.queryRunId, { timeoutMs: 30_000 });
    assert.equal(run.status, "cancelled");
    await assert.rejects(hotdata.queryRuns.cancelQueryRun(answer.queryRunId), { status: 409 });
  });

  it("an aborted call stops its query", async () => {
    const signal = AbortSignal.timeout(300);
    await assert.rejects(hotdata.query.query({ sql: ENDLESS }, { signal }), {
      name: "TimeoutError",
    });
    const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ limit: 1 });
    const run = await hotdata.queryRuns.wait(queryRuns[0]?.id ?? "", { timeoutMs: 30_000 });
    assert.equal(run.status, "cancelled");
  });

  it("a statement has the time limit that it asks for", async () => {
    await assert.rejects(hotdata.query.query({ sql: ENDLESS, timeoutMs: 200 }), {
      name: "ApiException",
      status: 400,
      message: /200 ms/,
    });
  });

  it("saved queries: versions, and the run that remembers them", async () => {
    const { id } = await hotdata.savedQueries.createSavedQuery({
      name: "answer",
      sql: "SELECT 41 AS n",
      tags: ["demo"],
    });
    await hotdata.savedQueries.updateSavedQuery(id, { sql: "SELECT 42 AS n" });
    const newest = await hotdata.savedQueries.executeSavedQuery(id);
    assert.deepEqual(newest.rows, [[42]]);
    const oldest = await hotdata.savedQueries.executeSavedQuery(id, { version: 1 });
    assert.deepEqual(oldest.rows, [[41]]);
    const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ savedQueryId: id });
    assert.deepEqual(
      queryRuns.map(({ savedQueryVersion }) => savedQueryVersion),
      [1, 2],
    );
    const { versions } = await hotdata.savedQueries.listSavedQueryVersions(id);
    assert.deepEqual(
      versions.map(({ version, sql }) => [version, sql]),
      [
        [2, "SELECT 42 AS n"],
        [1, "SELECT 41 AS n"],
      ],
    );
    await hotdata.savedQueries.deleteSavedQuery(id);
    await assert.rejects(hotdata.savedQueries.getSavedQuery(id), { status: 404 });
  });
});
