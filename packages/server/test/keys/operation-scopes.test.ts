import assert from "node:assert/strict";
import { test } from "node:test";
import { type Operation, operations } from "@hotdata/contract";
import { type TestApp, startTestApp } from "../start-test-app.ts";
import { type CallAs, callAs } from "./call-as.ts";

/** Operations that only read although their method is not GET. */
const READS_BY_POST: ReadonlySet<string> = new Set([
  "query",
  "execute_saved_query",
  "cancel_query_run",
]);

/** All that a key of one database may call. */
const OF_DATABASE_KEYS: ReadonlySet<string> = new Set([
  "list_workspaces",
  "get_runtime_status",
  "list_databases",
  "get_database",
  "list_database_snapshots",
  "list_database_contexts",
  "upsert_database_context",
  "get_database_context",
  "delete_database_context",
  "add_database_schema",
  "add_database_table",
  "load_database_table",
  "add_managed_schema",
  "add_managed_table",
  "load_managed_table",
  "list_uploads",
  "upload_file",
  "create_upload_session_handler",
  "create_upload_sessions_batch_handler",
  "mint_upload_parts_handler",
  "finalize_upload_handler",
  "list_jobs",
  "get_job",
  "query",
  "list_query_runs",
  "get_query_run",
  "get_query_run_profile",
  "cancel_query_run",
  "list_results",
  "get_result",
  "information_schema",
  "list_connection_types",
  "get_connection_type",
  "get_table_profile",
  "list_indexes",
  "create_index",
  "delete_index",
  "list_indexes_collection",
]);

/** Not for keys of one workspace. */
const OF_ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  "create_workspace",
  "delete_workspace",
  "set_workspace_limits",
]);

/** They only read, but are not for everybody who reads. */
const NOT_FOR_READERS: ReadonlySet<string> = new Set(["list_audit_events"]);

const FLAT_APIS: ReadonlySet<string> = new Set(["WorkspacesApi", "SandboxesApi"]);

const all: readonly Operation[] = Object.values(operations).filter(
  ({ auth }) => auth !== "none" && auth !== "optional",
);

const isWriting = ({ id, method }: Operation) =>
  NOT_FOR_READERS.has(id) || (method !== "GET" && !READS_BY_POST.has(id));

/** Ids of operations that answer 403; every call names things that do not exist. */
async function refusedOperations(call: CallAs): Promise<string[]> {
  const refused: string[] = [];
  for (const { id, api, method, path, body } of all) {
    // A body that nobody should read before the key is judged.
    const sent = body === undefined ? {} : { body: "{" };
    const answer = await call(method, path.replaceAll(/\{\w+\}/g, "unknown0"), sent);
    assert.notEqual(answer.status, 500, `${id}: ${answer.text}`);
    if (answer.status !== 403) continue;
    refused.push(id);
    const { error } = answer.json;
    const isFlat = FLAT_APIS.has(api);
    assert.equal(isFlat ? error : error.code, isFlat ? "access_denied" : "ACCESS_DENIED", id);
    const message = isFlat ? answer.json.message : error.message;
    assert.ok(message.includes(id) && message.includes("needs"), message);
  }
  return refused;
}

const idsOf = (operationsOf: readonly Operation[]) => operationsOf.map(({ id }) => id);

async function databaseOf({ call }: TestApp): Promise<string> {
  return (await call("POST", "/v1/databases", { json: { name: "of the key" } })).json.id;
}

test("an account key reaches every operation", async (t) => {
  const { call } = await startTestApp(t);
  assert.deepEqual(await refusedOperations(call), []);
});

test("a read-only key is refused exactly what writes", async (t) => {
  const app = await startTestApp(t);
  const writing = idsOf(all.filter(isWriting));
  assert.ok(writing.length > 20);
  const readsAll = await callAs(app, { isReadOnly: true });
  assert.deepEqual(await refusedOperations(readsAll), writing);
  const { workspaceId } = app.app;
  const readsWorkspace = await callAs(app, { isReadOnly: true, workspaceId });
  assert.deepEqual(await refusedOperations(readsWorkspace), writing);
});

test("a workspace key is refused exactly what concerns the whole server", async (t) => {
  const app = await startTestApp(t);
  const call = await callAs(app, { workspaceId: app.app.workspaceId });
  assert.deepEqual(await refusedOperations(call), [...OF_ACCOUNT_KEYS]);
});

test("a database key is refused exactly what is not on its list", async (t) => {
  const app = await startTestApp(t);
  const { workspaceId } = app.app;
  const databaseId = await databaseOf(app);
  const outside = all.filter(({ id }) => !OF_DATABASE_KEYS.has(id));
  const call = await callAs(app, { workspaceId, databaseId });
  assert.deepEqual(await refusedOperations(call), idsOf(outside));
  const reads = await callAs(app, { workspaceId, databaseId, isReadOnly: true });
  const refused = all.filter((operation) => isWriting(operation) || outside.includes(operation));
  assert.deepEqual(await refusedOperations(reads), idsOf(refused));
});
