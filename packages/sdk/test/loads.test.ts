import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hotdata } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

let server: RunningServer;
let hotdata: Hotdata;

/** An upload of CSV text; its id. */
async function upload(csv: string): Promise<string> {
  const { id } = await hotdata.uploads.uploadFile(new Blob([csv]), { contentType: "text/csv" });
  return id;
}

async function rowsOf(databaseId: string, sql: string): Promise<unknown> {
  return (await hotdata.query.query({ sql }, { xDatabaseId: databaseId })).rows;
}

describe("loads", () => {
  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("by key: upsert, update and delete", async () => {
    const { id } = await hotdata.databases.createDatabase({
      schemas: [{ name: "main", tables: [{ name: "stock", key: ["sku"] }] }],
    });
    const load = async (mode: string, csv: string) => {
      const request = { mode, uploadId: await upload(csv) };
      return hotdata.databases.loadDatabaseTable(id, "main", "stock", request);
    };
    await load("upsert", "sku,name,count\na,Apple,1\nb,Berry,2\n");
    await load("upsert", "sku,name,count\nb,Blackberry,20\nc,Cherry,3\n");
    await load("update", "sku,count\na,10\nz,99\n");
    const { rowCount } = await load("delete", "sku\nc\n");
    assert.equal(rowCount, 2);
    assert.deepEqual(await rowsOf(id, "SELECT * FROM stock ORDER BY sku"), [
      ["a", "Apple", 10],
      ["b", "Blackberry", 20],
    ]);
    const unkeyed = { mode: "upsert", uploadId: await upload("a\n1\n") };
    await assert.rejects(hotdata.databases.loadDatabaseTable(id, "main", "other", unkeyed), {
      status: 400,
      message: /key/,
    });
  });

  it("of an upload: happen once, although answers get lost", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    let lost = 0;
    const losing = new Hotdata({
      ...server.options,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        await response.text();
        lost += 1;
        // The server has answered, and nobody hears of it.
        if (lost % 2 === 1) throw new TypeError("terminated");
        return fetch(input, init);
      },
    });
    const csv = "n\n1\n2\n3\n";
    const request = { mode: "append", uploadId: await upload(csv) };
    const loaded = await losing.databases.loadDatabaseTable(id, "main", "numbers", request);
    assert.equal(loaded.rowCount, 3);
    const keyed = { mode: "append", data: csv, idempotencyKey: "once" };
    await losing.databases.loadDatabaseTable(id, "main", "numbers", keyed);
    const later = { mode: "append", uploadId: await upload(csv), async: true };
    const receipt = await losing.databases.loadDatabaseTable(id, "main", "numbers", later);
    assert.ok("statusUrl" in receipt);
    const job = await hotdata.jobs.wait(receipt.id);
    assert.equal(job.status, "succeeded", job.errorMessage ?? "");
    assert.equal(lost, 6);
    assert.deepEqual(await rowsOf(id, "SELECT count(*) FROM numbers"), [[9]]);
  });

  it("in the background, waited for as a job", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const request = { mode: "replace", uploadId: await upload("n\n1\n2\n3\n"), async: true };
    const receipt = await hotdata.databases.loadDatabaseTable(id, "main", "numbers", request);
    assert.ok("statusUrl" in receipt);
    const job = await hotdata.jobs.wait(receipt.id, { timeoutMs: 30_000 });
    assert.equal(job.status, "succeeded", job.errorMessage ?? "");
    assert.equal(job.jobType, "managed_load");
    assert.ok(job.result && "rowCount" in job.result);
    assert.equal(job.result.rowCount, 3);
    assert.deepEqual(await rowsOf(id, "SELECT sum(n) FROM numbers"), [[6]]);
    const { jobs } = await hotdata.jobs.listJobs({ status: "succeeded", limit: 1 });
    assert.equal(jobs[0]?.id, receipt.id);
  });

  it("in the background: a failed one ends as failed, with the reason", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const request = { mode: "replace", uploadId: await upload("\u0000"), async: true };
    const receipt = await hotdata.databases.loadDatabaseTable(id, "main", "t", {
      ...request,
      format: "parquet",
    });
    assert.ok("statusUrl" in receipt);
    const job = await hotdata.jobs.wait(receipt.id, { timeoutMs: 30_000 });
    assert.equal(job.status, "failed");
    assert.match(job.errorMessage ?? "", /Parquet/i);
  });

  it("with an idempotency key: repeated, it happens once", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const append = async (idempotencyKey: string) =>
      hotdata.databases.loadDatabaseTable(id, "main", "events", {
        mode: "append",
        data: "n\n1\n2\n",
        idempotencyKey,
      });
    const first = await append("monday");
    assert.deepEqual(await append("monday"), first);
    assert.deepEqual(await rowsOf(id, "SELECT count(*) FROM events"), [[2]]);
    await append("tuesday");
    assert.deepEqual(await rowsOf(id, "SELECT count(*) FROM events"), [[4]]);
  });

  it("of several uploads: all or none", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const files = ["day,amount\n1,2.5\n", "day,amount\n2,3.5\n3,4\n"];
    const uploadIds = await Promise.all(files.map(upload));
    const loaded = await hotdata.databases.loadDatabaseTable(id, "main", "sales", {
      mode: "replace",
      uploadIds,
    });
    assert.equal(loaded.rowCount, 3);
    const { snapshots } = await hotdata.databases.listDatabaseSnapshots(id, { limit: 1 });
    assert.equal(snapshots[0]?.rowsAdded, 3);
    assert.deepEqual(await rowsOf(id, "SELECT sum(amount) FROM sales"), [[10]]);
  });

  it("of a stored result", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const scope = { xDatabaseId: id };
    const answer = await hotdata.query.query({ sql: "SELECT * FROM range(5) t(n)" }, scope);
    const loaded = await hotdata.databases.loadDatabaseTable(id, "main", "copied", {
      mode: "replace",
      resultId: answer.resultId,
    });
    assert.equal(loaded.rowCount, 5);
  });

  it("that leaves bad rows out, and says which", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const loaded = await hotdata.databases.loadDatabaseTable(id, "main", "readings", {
      mode: "replace",
      uploadId: await upload("sensor;value\n1;20,5\n2;broken\n"),
      onError: "reject",
      csv: { decimal: ",", types: { value: { type: "DECIMAL", precision: 10, scale: 2 } } },
    });
    assert.deepEqual([loaded.rowCount, loaded.rejectedRows], [1, 1]);
    assert.ok(loaded.rejectsResultId);
    const report = await hotdata.results.getResult(loaded.rejectsResultId, { xDatabaseId: id });
    assert.deepEqual(report.columns, ["file", "line", "column", "value", "reason", "raw"]);
    assert.deepEqual(report.rows?.[0]?.slice(1, 4), [3, "value", "broken"]);
    assert.deepEqual(await rowsOf(id, "SELECT * FROM readings"), [[1, 20.5]]);
  });
});
