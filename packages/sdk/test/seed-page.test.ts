/**
 * The snippets of the official Python client's page, in TypeScript, against the real server: those
 * of the classes that exist so far, in the order of the page.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  ApiClient,
  ApiException,
  Configuration,
  ConnectionsApi,
  DatabasesApi,
  Hotdata,
  InformationSchemaApi,
  QueryApi,
  QueryRunsApi,
  ResultNotReadyError,
  ResultsApi,
  UploadsApi,
  WorkspacesApi,
} from "../src/hotdata.ts";
import type { DatabaseDetailResponse, QueryRunInfo } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

const ORDERS =
  "SELECT i AS id, 'customer ' || (i % 7) AS customer, (i / 4)::DECIMAL(12,2) AS amount";
const LARGE_ROW_COUNT = 200_000;
const RUN_LIMIT_MS = 30_000;

let server: RunningServer;
let client: ApiClient;

async function writeParquet(name: string, select: string): Promise<string> {
  const path = join(server.folder, name);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

/** Loads a table of the workspace's own database, where names resolve that have no scope. */
async function loadUnscoped(table: string, select: string): Promise<void> {
  const { databases } = await new DatabasesApi(client).listDatabases();
  const own = databases.find((database) => database.name === "default");
  assert.ok(own !== undefined, "every workspace has a database named default");
  const detail = await new DatabasesApi(client).getDatabase(own.id);
  const upload = await new UploadsApi(client).uploadFile(
    await readFile(await writeParquet(`${table}.parquet`, select)),
  );
  const request = { mode: "replace", uploadId: upload.id };
  const { defaultConnectionId, defaultSchema } = detail;
  await new ConnectionsApi(client).loadManagedTable(
    defaultConnectionId,
    defaultSchema,
    table,
    request,
  );
}

async function createSales(): Promise<DatabaseDetailResponse> {
  const databases = new DatabasesApi(client);
  const created = await databases.createDatabase({
    description: "sales",
    expiresAt: "24h",
    schemas: [{ name: "public", tables: [{ name: "orders" }, { name: "customers" }] }],
  });
  return databases.getDatabase(created.id);
}

async function waitForRun(runId: string): Promise<QueryRunInfo> {
  const runs = new QueryRunsApi(client);
  const until = performance.now() + RUN_LIMIT_MS;
  for (;;) {
    const run = await runs.getQueryRun(runId);
    if (run.status !== "running") return run;
    assert.ok(performance.now() < until, `run ${runId} did not end in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("the seed page", () => {
  before(async () => {
    server = await RunningServer.start();
    client = new ApiClient(new Configuration(server.options));
    await loadUnscoped("orders", `${ORDERS} FROM range(100) t(i)`);
    await loadUnscoped("large_table", `${ORDERS} FROM range(${LARGE_ROW_COUNT}) t(i)`);
  });

  after(async () => {
    client?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("Quickstart", async () => {
    const { workspaces } = await new WorkspacesApi(client).listWorkspaces();
    const configuration = new Configuration({
      ...server.options,
      workspaceId: workspaces[0]?.publicId,
    });
    await using apiClient = new ApiClient(configuration);
    const queryApi = new QueryApi(apiClient);
    const response = await queryApi.query({ sql: "SELECT 1 AS ok" });
    assert.deepEqual(response.columns, ["ok"]);
    assert.deepEqual(response.rows, [[1]]);
    assert.equal(response.truncated, false);
  });

  it("Execute SQL: synchronous", async () => {
    const response = await new QueryApi(client).query({ sql: "SELECT * FROM orders LIMIT 10" });
    assert.deepEqual(response.columns, ["id", "customer", "amount"]);
    assert.equal(response.rows.length, 10);
  });

  it("Execute SQL: in the background, by the run's id", async () => {
    const response = await new QueryApi(client).query({
      sql: "SELECT * FROM large_table",
      async: true,
    });
    assert.ok("statusUrl" in response);
    const run = await waitForRun(response.queryRunId);
    assert.equal(run.status, "succeeded");
    assert.equal(run.rowCount, LARGE_ROW_COUNT);
  });

  it("Execute SQL: synchronous at first, in the background after 3 s", async () => {
    const request = { sql: "SELECT * FROM orders", async: true, asyncAfterMs: 3000 };
    const response = await new QueryApi(client).query(request);
    assert.ok("rows" in response, "a hundred rows take less than 3 s");
    assert.equal(response.rows.length, 100);
  });

  it("Managed databases", async () => {
    const databases = new DatabasesApi(client);
    const created = await databases.createDatabase({
      description: "sales",
      expiresAt: "24h",
      schemas: [{ name: "public", tables: [{ name: "orders" }, { name: "customers" }] }],
    });
    assert.ok(created.id.length > 0);
    const listing = await databases.listDatabases();
    const listed = listing.databases.find((database) => database.id === created.id);
    assert.equal(listed?.description, "sales");
    const detail = await databases.getDatabase(created.id);
    assert.equal(detail.defaultConnectionId, created.defaultConnectionId);
    assert.equal(detail.defaultSchema, "public");
    assert.ok(Date.parse(detail.expiresAt ?? "") > Date.now());
    assert.equal(await databases.deleteDatabase(created.id), undefined);
    await assert.rejects(databases.getDatabase(created.id), { name: "ApiException", status: 404 });
  });

  it("Load parquet into a managed table, and scope a query to its database", async () => {
    const detail = await createSales();
    const file = await readFile(
      await writeParquet("sales.parquet", `${ORDERS} FROM range(12) t(i)`),
    );
    const upload = await new UploadsApi(client).uploadFile(file, {
      contentType: "application/octet-stream",
    });
    const result = await new ConnectionsApi(client).loadManagedTable(
      detail.defaultConnectionId,
      "public",
      "orders",
      { mode: "replace", uploadId: upload.id },
    );
    assert.equal(result.rowCount, 12);
    assert.equal(result.tableName, "orders");
    const response = await new QueryApi(client).query(
      { sql: "SELECT * FROM default.public.orders LIMIT 5" },
      { xDatabaseId: detail.id },
    );
    assert.equal(response.rows.length, 5);
    const schema = await new InformationSchemaApi(client).informationSchema({
      connectionId: detail.defaultConnectionId,
      includeColumns: true,
    });
    const orders = schema.tables.find((table) => table.table === "orders");
    assert.deepEqual(
      orders?.columns?.map((column) => column.name),
      ["id", "customer", "amount"],
    );
    assert.equal(schema.tables.find((table) => table.table === "customers")?.synced, false);
  });

  it("Apache Arrow results", async () => {
    const { resultId } = await new QueryApi(client).query({
      sql: "SELECT * FROM large_table ORDER BY id",
    });
    assert.ok(typeof resultId === "string");
    const results = new ResultsApi(client);
    const table = await results.getResultArrow(resultId);
    assert.equal(table.numRows, LARGE_ROW_COUNT);
    assert.deepEqual(table.schema.names, ["id", "customer", "amount"]);
    let rowCount = 0;
    await using reader = results.streamResultArrow(resultId);
    for await (const batch of reader) rowCount += batch.numRows;
    assert.equal(rowCount, LARGE_ROW_COUNT);
    const page = await results.getResultArrow(resultId, { offset: 150_000, limit: 3 });
    assert.deepEqual([...(page.getChild("id") ?? [])].map(Number), [150_000, 150_001, 150_002]);
    const beyond = await results.getResultArrow(resultId, { offset: LARGE_ROW_COUNT });
    assert.equal(beyond.numRows, 0);
    assert.deepEqual(beyond.schema.names, table.schema.names);
  });

  it("Apache Arrow results that are not ready", async () => {
    const slow =
      "SELECT count(*) AS n FROM range(50000) a(i), range(20000) b(j) WHERE i * j % 7 = 3";
    const results = new ResultsApi(client);
    const answer = await new QueryApi(client).query({ sql: slow, async: true });
    const { resultId } = await new QueryRunsApi(client).getQueryRun(answer.queryRunId);
    assert.ok(typeof resultId === "string");
    await assert.rejects(results.getResultArrow(resultId), (error: unknown) => {
      assert.ok(error instanceof ResultNotReadyError);
      assert.equal(error.status, "processing");
      assert.ok((error.retryAfterSeconds ?? 0) > 0);
      return true;
    });
    await waitForRun(answer.queryRunId);
    assert.equal((await results.getResult(resultId, { limit: 0 })).status, "ready");
    assert.equal((await results.getResultArrow(resultId)).numRows, 1);
  });

  it("Workspaces", async () => {
    const listing = await new WorkspacesApi(client).listWorkspaces();
    assert.ok(listing.workspaces.length > 0);
    for (const workspace of listing.workspaces) {
      assert.ok(workspace.publicId.length > 0 && workspace.name.length > 0);
    }
  });

  it("Query run history", async () => {
    const sql = "SELECT 'history' AS word";
    await new QueryApi(client).query({ sql });
    const listing = await new QueryRunsApi(client).listQueryRuns({ limit: 20 });
    const run = listing.queryRuns.find((candidate) => candidate.sqlText === sql);
    assert.equal(run?.status, "succeeded");
    assert.ok(typeof run.executionTimeMs === "number");
    assert.ok(typeof run.resultId === "string");
    const result = await new ResultsApi(client).getResult(run.resultId);
    assert.equal(result.status, "ready");
    assert.deepEqual(result.rows, [["history"]]);
  });

  it("Error handling", async () => {
    await assert.rejects(
      new QueryApi(client).query({ sql: "SELECT * FROM missing_table" }),
      (error: unknown) => {
        assert.ok(error instanceof ApiException);
        assert.equal(error.status, 400);
        assert.equal(error.reason, "Bad Request");
        assert.match(error.body, /missing_table/);
        assert.match(error.message, /missing_table.* not found/);
        assert.ok(error.code !== undefined && error.requestId !== undefined);
        return true;
      },
    );
  });
});

describe("beside the seed page", () => {
  before(async () => {
    server = await RunningServer.start();
    client = new ApiClient(new Configuration(server.options));
  });

  after(async () => {
    client?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("an upload session: open, PUT, finalize, load", async () => {
    const detail = await createSales();
    const bytes = await readFile(
      await writeParquet("session.parquet", `${ORDERS} FROM range(9) t(i)`),
    );
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
    const detail = await createSales();
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
    const run = await waitForRun(answer.queryRunId);
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
});
