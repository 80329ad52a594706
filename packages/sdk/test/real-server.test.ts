import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import {
  ApiClient,
  Configuration,
  DatabasesApi,
  Hotdata,
  QueryApi,
  ResultsApi,
  UploadsApi,
} from "../src/hotdata.ts";
import { makeParquet, selectOrders } from "./support/parquet-file.ts";
import { RunningServer } from "./support/running-server.ts";
import { createSales, waitForRun } from "./support/sales.ts";

const run = promisify(execFile);

let server: RunningServer;
let client: ApiClient;

describe("the client and the real server", () => {
  before(async () => {
    server = await RunningServer.start();
    client = new ApiClient(new Configuration(server.options));
  });

  after(async () => {
    client?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("an upload session: open, PUT, finalize, load", async () => {
    const detail = await createSales(client);
    const bytes = await makeParquet(server.folder, selectOrders(9));
    const uploads = new UploadsApi(client);
    const session = await uploads.createUploadSession({ declaredSizeBytes: bytes.length });
    assert.ok(typeof session.url === "string");
    const put = await fetch(session.url, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers: session.headers,
    });
    assert.ok(put.ok);
    const finalized = await uploads.finalizeUpload(
      session.uploadId,
      {},
      { xUploadFinalizeToken: session.finalizeToken },
    );
    assert.equal(finalized.sizeBytes, bytes.length);
    const loaded = await new DatabasesApi(client).loadDatabaseTable(detail.id, "public", "orders", {
      mode: "append",
      uploadId: finalized.uploadId,
    });
    assert.equal(loaded.rowCount, 9);
  });

  it("an upload from a stream, and CSV", async () => {
    const detail = await createSales(client);
    const csv = new Blob(["id,name\n1,Ada\n2,Grace\n"], { type: "text/csv" });
    const upload = await new UploadsApi(client).uploadFile(csv.stream(), {
      contentType: "text/csv",
    });
    const request = { mode: "replace", uploadId: upload.id };
    await new DatabasesApi(client).loadDatabaseTable(detail.id, "public", "people", request);
    await using hotdata = new Hotdata(server.options);
    const { rows } = await hotdata.query.query({
      sql: "SELECT name FROM people ORDER BY id",
      databaseId: detail.id,
    });
    assert.deepEqual(rows, [["Ada"], ["Grace"]]);
  });

  it("a failed result is a 409 with the reason", async () => {
    const sql = "SELECT CAST(word AS INTEGER) AS n FROM (VALUES ('seven')) t(word)";
    const answer = await new QueryApi(client).query({ sql, async: true });
    const run = await waitForRun(client, answer.queryRunId);
    assert.equal(run.status, "failed");
    const results = new ResultsApi(client);
    const listing = await results.listResults({ limit: 1 });
    assert.equal(listing.results[0]?.status, "failed");
    const { id } = listing.results[0];
    for (const read of [() => results.getResult(id), () => results.getResultArrow(id)]) {
      await assert.rejects(read(), { name: "ApiException", status: 409, message: /seven/ });
    }
  });

  it("values keep every digit", async () => {
    const sql =
      "SELECT 9223372036854775807 AS big, '12345678901234567890.123456789'::DECIMAL(38,9) AS exact, 1.5::DOUBLE AS half";
    const { rows } = await new QueryApi(client).query({ sql });
    assert.deepEqual(rows, [[9223372036854775807n, "12345678901234567890.123456789", 1.5]]);
  });

  it("the README's first program prints what it says", async () => {
    const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
    const block = /^## Quickstart\n.*?^```ts\n(.*?\/\/ ([^\n]*)\n)```$/ms.exec(readme);
    const [, program = "", output] = block ?? [];
    const { apiKey = "", host = "" } = server.options;
    const code = program.replace("YOUR_API_KEY", apiKey).replace("http://127.0.0.1:3000", host);
    const flags = [
      "--conditions=@hotdata/source",
      "--input-type=module-typescript",
      "--eval",
      code,
    ];
    const { stdout } = await run(process.execPath, flags, { cwd: new URL("..", import.meta.url) });
    assert.equal(stdout.trim(), output);
  });
});
