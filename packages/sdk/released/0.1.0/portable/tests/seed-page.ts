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
} from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableContext, PortableTests } from "../world.ts";

const ROWS = 20_000;
const SLOW = "SELECT count(*) AS n FROM range(10000) a(i), range(10000) b(j) WHERE i * j % 7 = 3";

function clientOf({ host, apiKey }: PortableContext): ApiClient {
  return new ApiClient(new Configuration({ host, apiKey }));
}

/** The snippets of the official Python client's page, with the classes one by one. */
export const seedPageTests: PortableTests = {
  "the quickstart": async ({ host, apiKey }) => {
    await using plain = new ApiClient(new Configuration({ host, apiKey }));
    const { workspaces } = await new WorkspacesApi(plain).listWorkspaces();
    const workspaceId = workspaces[0]?.publicId;
    ok(workspaceId);
    await using client = new ApiClient(new Configuration({ host, apiKey, workspaceId }));
    const response = await new QueryApi(client).query({ sql: "SELECT 1 AS ok" });
    equal([response.columns, response.rows, response.truncated], [["ok"], [[1]], false]);
  },

  "a query in the background, and its history": async (context) => {
    await using client = clientOf(context);
    const query = new QueryApi(client);
    const runs = new QueryRunsApi(client);
    const sql = `SELECT i FROM range(${ROWS}) t(i)`;
    const answer = await query.query({ sql, async: true });
    const run = await runs.wait(answer.queryRunId, { timeoutMs: 20_000 });
    equal([run.status, run.rowCount], ["succeeded", ROWS]);
    const { queryRuns } = await runs.listQueryRuns({ limit: 20 });
    ok(queryRuns.some(({ id, sqlText }) => id === run.id && sqlText === sql));
    const result = await new ResultsApi(client).getResult(run.resultId ?? "", { limit: 2 });
    equal(result.rows, [[0], [1]]);
    const quick = await query.query({ sql: "SELECT 2", async: true, asyncAfterMs: 3000 });
    ok("rows" in quick, "it takes less than 3 s");
  },

  "managed databases": async (context) => {
    await using client = clientOf(context);
    const databases = new DatabasesApi(client);
    const created = await databases.createDatabase({
      description: "sales",
      expiresAt: "24h",
      schemas: [{ name: "public", tables: [{ name: "orders" }, { name: "customers" }] }],
    });
    const listing = await databases.listDatabases();
    equal(listing.databases.find(({ id }) => id === created.id)?.description, "sales");
    const detail = await databases.getDatabase(created.id);
    equal(detail.defaultConnectionId, created.defaultConnectionId);
    equal(await databases.deleteDatabase(created.id), undefined);
    equal((await rejection(databases.getDatabase(created.id), ApiException)).status, 404);
  },

  "a file that is loaded into a declared table": async (context) => {
    await using client = clientOf(context);
    const databases = new DatabasesApi(client);
    const { id } = await databases.createDatabase({
      schemas: [{ name: "public", tables: [{ name: "orders" }] }],
    });
    const detail = await databases.getDatabase(id);
    const upload = await new UploadsApi(client).uploadFile(
      new TextEncoder().encode("id,customer\n1,Ada\n2,Grace\n"),
      { contentType: "text/csv" },
    );
    const result = await new ConnectionsApi(client).loadManagedTable(
      detail.defaultConnectionId,
      "public",
      "orders",
      { mode: "replace", uploadId: upload.id },
    );
    equal([result.rowCount, result.tableName], [2, "orders"]);
    const sql = "SELECT * FROM default.public.orders LIMIT 5";
    const { rows } = await new QueryApi(client).query({ sql }, { xDatabaseId: id });
    equal(rows, [
      [1, "Ada"],
      [2, "Grace"],
    ]);
    const { tables } = await new InformationSchemaApi(client).informationSchema({
      connectionId: detail.defaultConnectionId,
      includeColumns: true,
    });
    equal(
      tables[0]?.columns?.map(({ name }) => name),
      ["id", "customer"],
    );
    await databases.deleteDatabase(id);
  },

  "Arrow results that are not ready": async (context) => {
    await using client = clientOf(context);
    const results = new ResultsApi(client);
    const runs = new QueryRunsApi(client);
    const answer = await new QueryApi(client).query({ sql: SLOW, async: true });
    const { resultId } = await runs.getQueryRun(answer.queryRunId);
    ok(resultId);
    const error = await rejection(results.getResultArrow(resultId), ResultNotReadyError);
    equal([error.status, error.resultStatus], [202, "processing"]);
    ok((error.retryAfterSeconds ?? 0) > 0, "it says when to ask again");
    await runs.wait(answer.queryRunId, { timeoutMs: 25_000 });
    equal((await results.getResultArrow(resultId)).numRows, 1);
  },

  errors: async (context) => {
    await using client = clientOf(context);
    const call = new QueryApi(client).query({ sql: "SELECT * FROM missing_table" });
    const error = await rejection(call, ApiException);
    equal([error.status, error.reason], [400, "Bad Request"]);
    match(error.body, /missing_table/);
    match(error.message, /missing_table.* not found/);
    ok(error.code !== undefined && error.requestId !== undefined);
  },
};
