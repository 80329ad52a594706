import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type TestApp, startTestApp } from "../start-test-app.ts";
import { type CallAs, callAs } from "./call-as.ts";

interface Fixture {
  readonly app: TestApp;
  /** Calls with the key of the database `own`. */
  readonly call: CallAs;
  readonly own: DatabaseIds;
  readonly other: DatabaseIds;
}

interface DatabaseIds {
  readonly id: string;
  readonly default_connection_id: string;
}

const CSV = { mode: "replace", format: "csv" };

/** Two databases with a table `t` each, and a key for the first. */
async function start(t: TestContext): Promise<Fixture> {
  const app = await startTestApp(t);
  const make = async (name: string): Promise<DatabaseIds> => {
    const json = { name, schemas: [{ name: "public", tables: [{ name: "t" }] }] };
    const { json: database } = await app.call("POST", "/v1/databases", { json });
    const load = { ...CSV, data: `name\n${name}\n` };
    const loaded = await app.call("POST", loadPath(database), { json: load });
    assert.equal(loaded.status, 200, loaded.text);
    return database;
  };
  const own = await make("own");
  const other = await make("other");
  const { workspaceId } = app.app;
  const call = await callAs(app, { workspaceId, databaseId: own.id });
  return { app, call, own, other };
}

function loadPath({ id }: DatabaseIds): string {
  return `/v1/databases/${id}/schemas/public/tables/t/loads`;
}

/** Waits for a job of the caller. */
async function ended(call: CallAs, statusUrl: string): Promise<void> {
  for (;;) {
    const { status, json } = await call("GET", statusUrl);
    assert.equal(status, 200);
    if (json.status === "succeeded") return;
    assert.notEqual(json.status, "failed", json.error_message);
    await delay(20);
  }
}

const inDatabase = ({ id }: DatabaseIds) => ({ headers: { "x-database-id": id } });

test("its own database is all that a database key sees", async (t) => {
  const { app, call, own, other } = await start(t);
  const { workspaces } = (await call("GET", "/v1/workspaces")).json;
  assert.equal(workspaces.length, 1);
  assert.equal(workspaces[0].public_id, app.app.workspaceId);
  const listed = (await call("GET", "/v1/databases")).json;
  assert.deepEqual(
    listed.databases.map(({ id }: DatabaseIds) => id),
    [own.id],
  );
  assert.equal((await call("GET", `/v1/databases/${own.id}`)).status, 200);
  const foreign = await call("GET", `/v1/databases/${other.id}`);
  const unknown = await call("GET", "/v1/databases/dbid0");
  assert.equal(foreign.status, 404);
  assert.equal(
    foreign.json.error.message.replace(other.id, "ID"),
    unknown.json.error.message.replace("dbid0", "ID"),
  );
  for (const rest of ["/snapshots", "/context"]) {
    assert.equal((await call("GET", `/v1/databases/${own.id}${rest}`)).status, 200);
    assert.equal((await call("GET", `/v1/databases/${other.id}${rest}`)).status, 404);
  }
  const tables = (await call("GET", "/v1/information_schema")).json.tables;
  assert.deepEqual(
    tables.map(({ table, connection }: Record<string, string>) => `${connection} ${table}`),
    [`__db_${own.id} t`],
  );
  const path = "/v1/information_schema?connection_id=";
  assert.equal((await call("GET", path + own.default_connection_id)).json.count, 1);
  assert.equal((await call("GET", path + other.default_connection_id)).status, 404);
});

test("its queries, runs and results are those of its database", async (t) => {
  const { app, call, own, other } = await start(t);
  const sql = "SELECT name FROM t";
  const mine = await call("POST", "/v1/query", { json: { sql } });
  assert.deepEqual(mine.json.rows, [["own"]]);
  for (const json of [{ sql, database_id: own.id }, { sql }]) {
    const answer = await call("POST", "/v1/query", { json, ...inDatabase(own) });
    assert.deepEqual(answer.json.rows, [["own"]]);
  }
  const byHeader = await call("POST", "/v1/query", { json: { sql }, ...inDatabase(other) });
  const byBody = await call("POST", "/v1/query", { json: { sql, database_id: other.id } });
  for (const { status, json } of [byHeader, byBody]) {
    assert.equal(status, 404);
    assert.equal(json.error.message, `Database '${other.id}' not found.`);
  }
  const foreign = await app.call("POST", "/v1/query", { json: { sql }, ...inDatabase(other) });
  const unscoped = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1" } });
  for (const { json } of [foreign, unscoped]) {
    assert.equal((await call("GET", `/v1/results/${json.result_id}`)).status, 404);
    assert.equal((await call("GET", `/v1/query-runs/${json.query_run_id}`)).status, 404);
    const reading = { sql: `SELECT * FROM hotdata.results."${json.result_id}"` };
    assert.equal((await call("POST", "/v1/query", { json: reading })).status, 400);
    const load = { mode: "replace", result_id: json.result_id };
    assert.equal((await call("POST", loadPath(own), { json: load })).status, 404);
  }
  assert.equal((await call("GET", `/v1/results/${mine.json.result_id}`)).status, 200);
  const results = (await call("GET", "/v1/results")).json.results;
  assert.equal(results.length, 3);
  assert.equal((await call("GET", "/v1/query-runs")).json.count, 5);
  const load = { mode: "replace", result_id: mine.json.result_id };
  assert.equal((await call("POST", loadPath(own), { json: load })).status, 200);
});

test("datasets and sandboxes of the workspace are not its", async (t) => {
  const { app, call } = await start(t);
  const content = "a\n1\n";
  const json = { label: "shared", source: { type: "inline", inline: { format: "csv", content } } };
  assert.equal((await app.call("POST", "/v1/datasets", { json })).status, 201);
  const { public_id: id } = (await app.call("POST", "/v1/sandboxes", { json: {} })).json.sandbox;
  const headers = { "x-session-id": id };
  assert.equal((await app.call("POST", "/v1/datasets", { json, headers })).status, 201);
  for (const table of ["datasets.main.shared", "shared", `datasets.${id}.shared`]) {
    const sql = `SELECT * FROM ${table}`;
    assert.equal((await call("POST", "/v1/query", { json: { sql }, headers })).status, 400, table);
  }
  const run = (await call("GET", "/v1/query-runs")).json.query_runs[0];
  assert.equal(run.sandbox_id ?? null, null);
});

test("it uploads and loads, but neither sees nor loads what others uploaded", async (t) => {
  const { app, call, own, other } = await start(t);
  const body = "name\nnew\n";
  const foreign = (await app.call("POST", "/v1/files", { body })).json.id;
  const mine = (await call("POST", "/v1/files", { body })).json.id;
  const { uploads } = (await call("GET", "/v1/files")).json;
  assert.deepEqual(
    uploads.map(({ id }: { id: string }) => id),
    [mine],
  );
  const otherKey = await callAs(app, { workspaceId: app.app.workspaceId, databaseId: other.id });
  assert.deepEqual((await otherKey("GET", "/v1/files")).json.uploads, []);
  assert.equal((await app.call("GET", "/v1/files")).json.uploads.length, 2);

  const refused = await call("POST", loadPath(own), { json: { ...CSV, upload_id: foreign } });
  assert.equal(refused.status, 404);
  const elsewhere = await call("POST", loadPath(other), { json: { ...CSV, upload_id: mine } });
  assert.equal(elsewhere.status, 404);
  const stolen = await otherKey("POST", loadPath(other), { json: { ...CSV, upload_id: mine } });
  assert.equal(stolen.status, 404);
  const json = { ...CSV, upload_id: mine, async: true };
  const submitted = await call("POST", loadPath(own), { json });
  assert.equal(submitted.status, 202, submitted.text);
  await ended(call, submitted.json.status_url);
  assert.equal((await otherKey("GET", submitted.json.status_url)).status, 404);
  assert.equal((await call("GET", "/v1/jobs")).json.jobs.length, 1);
  assert.deepEqual((await otherKey("GET", "/v1/jobs")).json.jobs, []);
});

test("an upload session belongs to the database of its key", async (t) => {
  const { app, call, other } = await start(t);
  const session = (await call("POST", "/v1/uploads", { json: {} })).json;
  const otherKey = await callAs(app, { workspaceId: app.app.workspaceId, databaseId: other.id });
  const headers = { "x-upload-finalize-token": session.finalize_token };
  const path = `/v1/uploads/${session.upload_id}/parts`;
  const json = { part_numbers: [1] };
  assert.equal((await otherKey("POST", path, { headers, json })).status, 404);
  assert.equal((await call("POST", path, { headers, json })).status, 200);
});

test("schemas, tables and documents: its own are made, others' are unknown", async (t) => {
  const { call, own, other } = await start(t);
  const calls = [
    ["/v1/databases/ID/schemas", { name: "s" }],
    ["/v1/databases/ID/schemas/public/tables", { name: "u" }],
    ["/v1/connections/CONN/schemas", { name: "s2" }],
    ["/v1/connections/CONN/schemas/public/tables", { name: "u2" }],
    ["/v1/connections/CONN/schemas/public/tables/t/loads", { ...CSV, data: "name\nx\n" }],
    ["/v1/databases/ID/context", { name: "readme", content: "text" }],
  ] as const;
  for (const [path, json] of calls) {
    const of = ({ id, default_connection_id: conn }: DatabaseIds) =>
      path.replace("ID", id).replace("CONN", conn);
    const made = await call("POST", of(own), { json });
    assert.ok(made.status === 201 || made.status === 200, `${path}: ${made.text}`);
    assert.equal((await call("POST", of(other), { json })).status, 404, path);
  }
});

test("a key ends with its database, and with its workspace", async (t) => {
  const { app, call, own } = await start(t);
  const created = await app.call("POST", "/v1/workspaces", { json: { name: "w" } });
  const workspaceId = created.json.workspace.public_id;
  const ofWorkspace = await callAs(app, { workspaceId });
  assert.equal((await ofWorkspace("GET", "/v1/databases")).status, 200);
  const deletions = [
    app.call("DELETE", `/v1/databases/${own.id}`, {
      headers: { "x-workspace-id": app.app.workspaceId },
    }),
    app.call("DELETE", `/v1/workspaces/${workspaceId}`),
  ];
  for (const { status } of await Promise.all(deletions)) assert.equal(status, 204);
  for (const gone of [call, ofWorkspace]) {
    const { status, json } = await gone("GET", "/v1/workspaces");
    assert.equal(`${status} ${json.error}`, "401 unauthorized");
  }
});

test("a read-only key cancels its own queries only", async (t) => {
  const { app, own } = await start(t);
  const { workspaceId } = app.app;
  const reader = await callAs(app, { workspaceId, isReadOnly: true });
  const json = { sql: "SELECT count(*) FROM range(100000000000)", async: true };
  const options = { json, ...inDatabase(own) };
  const theirs = (await app.call("POST", "/v1/query", options)).json.query_run_id;
  const mine = (await reader("POST", "/v1/query", options)).json.query_run_id;
  const refused = await reader("POST", `/v1/query-runs/${theirs}/cancel`);
  assert.equal(refused.status, 403);
  assert.equal(refused.json.error.code, "ACCESS_DENIED");
  assert.equal((await reader("POST", `/v1/query-runs/${mine}/cancel`)).status, 204);
  assert.equal((await app.call("POST", `/v1/query-runs/${theirs}/cancel`)).status, 204);
});
