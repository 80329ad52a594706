/**
 * The snippets of the official Python client's page, in TypeScript, against the real server: those
 * of the classes that exist so far, in the order of the page.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  ApiClient,
  ApiException,
  Configuration,
  ConnectionsApi,
  DatabasesApi,
  InformationSchemaApi,
  QueryApi,
  QueryRunsApi,
  ResultNotReadyError,
  ResultsApi,
  UploadsApi,
  WorkspacesApi,
} from "../src/hotdata.ts";
import { makeParquet, selectOrders } from "./support/parquet-file.ts";
import { RunningServer } from "./support/running-server.ts";
import { createSales, waitForRun } from "./support/sales.ts";

const LARGE_ROW_COUNT = 200_000;

let server: RunningServer;
let client: ApiClient;

/** Loads orders into the workspace's own database, where names resolve that have no scope. */
async function loadUnscoped(table: string, rowCount: number): Promise<void> {
  const { databases } = await new DatabasesApi(client).listDatabases();
  const own = databases.find((database) => database.name === "default");
  assert.ok(own !== undefined, "every workspace has a database named default");
  const detail = await new DatabasesApi(client).getDatabase(own.id);
  const file = await makeParquet(server.folder, selectOrders(rowCount));
  const upload = await new UploadsApi(client).uploadFile(file);
  const request = { mode: "replace", uploadId: upload.id };
  const { defaultConnectionId, defaultSchema } = detail;
  await new ConnectionsApi(client).loadManagedTable(
    defaultConnectionId,
    defaultSchema,
    table,
    request,
  );
}

describe("the seed page", () => {
  before(async () => {
    server = await RunningServer.start();
    client = new ApiClient(new Configuration(server.options));
    await loadUnscoped("orders", 100);
    await loadUnscoped("large_table", LARGE_ROW_COUNT);
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
    const run = await waitForRun(client, response.queryRunId);
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
    const detail = await createSales(client);
    const file = await makeParquet(server.folder, selectOrders(12));
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
      "SELECT count(*) AS n FROM range(50000) a(i), range(6000) b(j) WHERE i * j % 7 = 3";
    const results = new ResultsApi(client);
    const answer = await new QueryApi(client).query({ sql: slow, async: true });
    const { resultId } = await new QueryRunsApi(client).getQueryRun(answer.queryRunId);
    assert.ok(typeof resultId === "string");
    await assert.rejects(results.getResultArrow(resultId), (error: unknown) => {
      assert.ok(error instanceof ResultNotReadyError);
      assert.equal(error.resultStatus, "processing");
      assert.ok((error.retryAfterSeconds ?? 0) > 0);
      return true;
    });
    await waitForRun(client, answer.queryRunId);
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
