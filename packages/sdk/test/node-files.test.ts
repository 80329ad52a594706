import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Hotdata } from "../src/node/hotdata-node.ts";
import { RunningServer } from "./support/running-server.ts";

describe("hotdata/node", () => {
  let server: RunningServer;
  let hotdata: Hotdata;

  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });
  after(() => server[Symbol.asyncDispose]());

  it("writes rows to files, whole or not at all", async () => {
    const db = await hotdata.databases.create();
    const parquet = join(server.folder, "rows.parquet");
    await db.sql`SELECT i FROM range(200000) t(i)`.toParquet(parquet);
    const bytes = await readFile(parquet);
    assert.equal(bytes.subarray(-4).toString(), "PAR1");
    const csv = join(server.folder, "rows.csv");
    await db.sql`SELECT 1 AS a, 'x' AS b`.toCsv(csv);
    assert.equal(await readFile(csv, "utf8"), "a,b\n1,x\n");
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    const signal = controller.signal;
    await assert.rejects(db.sql`SELECT 2 AS a`.toCsv(csv, { signal }), /enough/);
    assert.equal(await readFile(csv, "utf8"), "a,b\n1,x\n");
    assert.deepEqual((await readdir(server.folder)).toSorted(), [
      "data",
      "rows.csv",
      "rows.parquet",
    ]);
  });
});
