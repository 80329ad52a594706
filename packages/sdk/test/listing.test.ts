import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hotdata } from "../src/hotdata.ts";
import { LocalServer } from "./support/local-server.ts";
import { RunningServer } from "./support/running-server.ts";

const RUNS = 7;

describe("listings of a real server", () => {
  let server: RunningServer;
  let hotdata: Hotdata;
  let sent: string[] = [];
  let savedQueryId = "";

  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata({
      ...server.options,
      fetch: (input, init) => {
        sent.push(input instanceof Request ? input.url : input.toString());
        return fetch(input, init);
      },
    });
    for (let number = 0; number < RUNS; number += 1) {
      await hotdata.query.query({ sql: `SELECT ${number} AS n` });
    }
    const saved = await hotdata.savedQueries.create({ name: "first", sql: "SELECT 1" });
    savedQueryId = saved.id;
    for (let number = 2; number <= 5; number += 1) {
      await hotdata.savedQueries.update(savedQueryId, { sql: `SELECT ${number}` });
    }
    await hotdata.secrets.create({ name: "one", value: "1" });
    await hotdata.secrets.create({ name: "two", value: "2" });
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("follow cursors over all pages", async () => {
    const all = await hotdata.queryRuns.listQueryRuns();
    assert.equal(all.queryRuns.length, RUNS);
    sent = [];
    const runs = await hotdata.queryRuns.list({ pageSize: 2 }).toArray();
    assert.deepEqual(runs, all.queryRuns);
    assert.equal(sent.length, 4);
  });

  it("follow offsets over all pages", async () => {
    sent = [];
    const versions = await hotdata.savedQueries.versions(savedQueryId, { pageSize: 2 }).toArray();
    assert.deepEqual(
      versions.map(({ version }) => version),
      [5, 4, 3, 2, 1],
    );
    assert.equal(sent.length, 3);
  });

  it("end at an empty page where answers do not say that they are the last", async () => {
    await hotdata.databases.bulkCreate({ count: 1 });
    sent = [];
    const jobs = await hotdata.jobs.list({ pageSize: 1 }).toArray();
    assert.equal(jobs.length, 1);
    assert.equal(sent.length, 2);
  });

  it("come in one answer where there are no pages", async () => {
    sent = [];
    const names: string[] = [];
    for await (const secret of hotdata.secrets.list()) names.push(secret.name);
    assert.deepEqual(names.toSorted(), ["one", "two"]);
    assert.equal(sent.length, 1);
    assert.equal((await hotdata.secrets.list({ limit: 1 }).toArray()).length, 1);
  });

  it("hold the filters", async () => {
    const failed = await hotdata.queryRuns.list({ status: "failed", pageSize: 1 }).toArray();
    assert.deepEqual(failed, []);
    const done = await hotdata.queryRuns.list({ status: "succeeded", pageSize: 3 }).toArray();
    assert.equal(done.length, RUNS);
  });

  it("fetch as little as is asked for", async () => {
    sent = [];
    const listing = hotdata.queryRuns.list({ limit: 3, pageSize: 2 });
    assert.equal(sent.length, 0);
    assert.equal((await listing.toArray()).length, 3);
    assert.deepEqual(sent.map(pageSizeOf), ["2", "1"]);
    sent = [];
    assert.equal((await hotdata.queryRuns.list({ limit: 3 }).toArray()).length, 3);
    assert.deepEqual(sent.map(pageSizeOf), ["3"]);
    sent = [];
    assert.deepEqual(await hotdata.queryRuns.list({ limit: 0 }).toArray(), []);
    assert.equal(sent.length, 0);
  });

  it("fetch nothing more once the loop is left, and start anew", async () => {
    sent = [];
    const listing = hotdata.queryRuns.list({ pageSize: 2 });
    const seen: string[] = [];
    for await (const run of listing) {
      seen.push(run.id);
      if (seen.length === 2) break;
    }
    assert.equal(sent.length, 1);
    for await (const run of listing) {
      assert.equal(run.id, seen[0]);
      break;
    }
    assert.equal(sent.length, 2);
  });

  it("end with the caller's signal", async () => {
    const leaving = new AbortController();
    const left = new Error("enough");
    await assert.rejects(async () => {
      for await (const run of hotdata.queryRuns.list({ pageSize: 1, signal: leaving.signal })) {
        assert.ok(run.id);
        leaving.abort(left);
      }
    }, left);
  });
});

describe("a listing", () => {
  it("refuses a server's cursors that go in a circle", async () => {
    for (const circle of [["a"], ["a", "b"], ["x", "y", "a", "b", "c"]]) {
      let calls = 0;
      await using server = await LocalServer.start((_, response) => {
        const nextCursor = circle[calls % circle.length];
        calls += 1;
        const page = { query_runs: [], count: 0, limit: 1, has_more: true };
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ ...page, next_cursor: nextCursor }));
      });
      await using hotdata = new Hotdata({ apiKey: "key", host: server.host });
      await assert.rejects(hotdata.queryRuns.list().toArray(), {
        name: "ResponseValidationError",
        message: /^list_query_runs: next_cursor should be a new cursor, but is \w again$/,
      });
      assert.ok(calls < 16, `${calls} calls`);
    }
  });

  it("refuses extents that make no sense, before anything is sent", async () => {
    await using hotdata = new Hotdata({ apiKey: "key", host: "http://127.0.0.1:1" });
    const message = "pageSize must be 1 or more, not 0";
    assert.throws(() => hotdata.databases.list({ pageSize: 0 }), { name: "RangeError", message });
    assert.throws(() => hotdata.databases.list({ limit: -1 }), { name: "RangeError" });
    assert.throws(() => hotdata.databases.list({ limit: Number.NaN }), { name: "RangeError" });
  });
});

function pageSizeOf(url: string): string | null {
  return new URL(url).searchParams.get("limit");
}

/** Never called: `npm run typecheck` sees that what is wrong here does not compile. */
export async function wrongCode(hotdata: Hotdata): Promise<void> {
  // @ts-expect-error: a listing finds its cursors by itself
  hotdata.queryRuns.list({ cursor: "a" });
  // @ts-expect-error: and its offsets
  hotdata.jobs.list({ offset: 1 });
  // @ts-expect-error: no such filter
  hotdata.databases.list({ status: "ready" });
  // @ts-expect-error: snapshots are of one database
  hotdata.databases.snapshots({ limit: 1 });
  for await (const run of hotdata.queryRuns.list()) {
    // @ts-expect-error: a run has no such property
    console.log(run.sql);
  }
  // @ts-expect-error: a listing is no list; toArray() gives one
  console.log(hotdata.secrets.list().length);
}
