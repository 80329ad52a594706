import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Json, startTestApp, type TestApp } from "../start-test-app.ts";
import {
  createDatabase,
  deleteDatabase,
  forkDatabase,
  loadRows,
  refusalOf,
  rowsOf,
} from "./fork-fixture.ts";

async function attach(app: TestApp, id: string, json: object): Promise<void> {
  const answer = await app.call("POST", `/v1/databases/${id}/catalogs`, { json });
  assert.equal(answer.status, 204, answer.text);
}

async function twoDatabases(app: TestApp): Promise<{ own: Json; other: Json }> {
  const own = await createDatabase(app, { default_catalog: "own" });
  const other = await createDatabase(app, {
    default_catalog: "crm",
    schemas: [{ name: "people", tables: [{ name: "declared" }] }],
  });
  await loadRows(app, own.id, { table: "orders", data: "id,customer\n1,10\n2,20\n" });
  await loadRows(app, other.id, { table: "people.customers", data: "id,name\n10,Ada\n20,Bo\n" });
  return { own, other };
}

test("an attached catalog is read under its alias and joined with own tables", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  await attach(app, own.id, { connection_id: other.default_connection_id, alias: "Friends" });
  const sql = (catalog: string) =>
    `SELECT o.id, c.name FROM orders o JOIN ${catalog}.people.customers c ON o.customer = c.id ORDER BY 1`;
  const expected = [
    [1, "Ada"],
    [2, "Bo"],
  ];
  assert.deepEqual(await rowsOf(app, own.id, sql("friends")), expected);
  assert.deepEqual(await rowsOf(app, own.id, sql('"FRIENDS"')), expected);
  // With an alias it answers to nothing else.
  assert.match(await refusalOf(app, own.id, sql("crm")), /'crm.people.customers' not found/);
  assert.match(
    await refusalOf(app, own.id, "SELECT count(*) FROM friends.customers"),
    /attached catalog: name the schema, too, as in friends\.people\.customers/,
  );
  const shown = (await app.call("GET", `/v1/databases/${own.id}`)).json;
  assert.deepEqual(shown.attachments, [
    { connection_id: other.default_connection_id, alias: "friends" },
  ]);
  // New rows of the other are seen, what it has attached itself is not.
  await loadRows(app, other.id, { table: "people.customers", data: "id,name\n30,Cy\n" });
  assert.deepEqual(await rowsOf(app, own.id, "SELECT count(*) FROM friends.people.customers"), [
    [3],
  ]);
});

test("default_catalog may name an attached catalog, and information_schema lists it", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  await attach(app, own.id, { connection_id: other.default_connection_id });
  const answer = await app.call("POST", "/v1/query", {
    headers: { "x-database-id": own.id },
    json: { sql: "SELECT name FROM customers ORDER BY id", default_catalog: "crm" },
  });
  assert.deepEqual(answer.json.rows, [["Ada"], ["Bo"]], answer.text);
  const listed = await rowsOf(
    app,
    own.id,
    "SELECT table_catalog, table_schema, table_name FROM information_schema.tables " +
      "WHERE table_schema <> 'information_schema' ORDER BY 1, 2, 3",
  );
  assert.deepEqual(listed, [
    ["crm", "people", "customers"],
    ["crm", "people", "declared"],
    ["own", "main", "orders"],
  ]);
});

test("a missing table of an attached catalog: the message says where to look", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  await attach(app, own.id, { connection_id: other.default_connection_id });
  const refusal = (sql: string) => refusalOf(app, own.id, sql);
  assert.match(
    await refusal("SELECT * FROM crm.main.customers"),
    /'crm\.main\.customers' not found; 'crm' has people\.customers/,
  );
  assert.match(await refusal("SELECT * FROM crm.people.declared"), /declared but has no data/);
  assert.match(await refusal("SELECT * FROM crm.people.orders"), /'crm.people.orders' not found/);
});

test("conflicts are 409, reserved and missing aliases 400, unknown connections 404", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  const third = await createDatabase(app);
  const connection_id = other.default_connection_id;
  const attempt = async (json: object) => {
    const answer = await app.call("POST", `/v1/databases/${own.id}/catalogs`, { json });
    return `${answer.status} ${answer.json?.error.message ?? ""}`;
  };
  assert.match(await attempt({ connection_id, alias: "own" }), /^409 'own' names/);
  assert.match(await attempt({ connection_id, alias: "DEFAULT" }), /^409 'default' names/);
  for (const alias of ["hotdata", "information_schema", "system", "temp", "1x", "a b"]) {
    assert.match(await attempt({ connection_id, alias }), /^400 /, alias);
  }
  assert.match(await attempt({ connection_id: third.default_connection_id }), /^400 alias is/);
  assert.match(await attempt({ connection_id: own.default_connection_id, alias: "x" }), /^409 /);
  assert.match(await attempt({ connection_id: "connnone", alias: "x" }), /^404 Connection/);
  await attach(app, own.id, { connection_id });
  assert.match(await attempt({ connection_id, alias: "x" }), /^409 .*already attached, as 'crm'/);
  const taken = { connection_id: third.default_connection_id, alias: "crm" };
  assert.match(await attempt(taken), /^409 The alias 'crm' is in use/);
  const detach = async (connection: string) =>
    (await app.call("DELETE", `/v1/databases/${own.id}/catalogs/${connection}`)).status;
  assert.equal(await detach(own.default_connection_id), 400);
  assert.equal(await detach(third.default_connection_id), 404);
  assert.equal(await detach("connnone"), 404);
  const none = { json: { connection_id, alias: "x" } };
  assert.equal((await app.call("POST", "/v1/databases/none/catalogs", none)).status, 404);
});

test("a database of another workspace cannot be attached", async (t) => {
  const app = await startTestApp(t);
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "w" } });
  const headers = (id: string) => ({ "x-workspace-id": id });
  const elsewhere = await app.call("POST", "/v1/databases", {
    headers: headers(made.json.workspace.public_id),
    json: {},
  });
  const own = await app.call("POST", "/v1/databases", {
    headers: headers(app.app.workspaceId),
    json: {},
  });
  const answer = await app.call("POST", `/v1/databases/${own.json.id}/catalogs`, {
    headers: headers(app.app.workspaceId),
    json: { connection_id: elsewhere.json.default_connection_id, alias: "x" },
  });
  assert.equal(answer.status, 404);
});

test("nothing of another database is reached before attaching and after detaching", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  const sql = "SELECT * FROM crm.people.customers";
  assert.match(await refusalOf(app, own.id, sql), /no catalog 'crm' is attached/);
  await attach(app, own.id, { connection_id: other.default_connection_id });
  assert.equal((await rowsOf(app, own.id, sql)).length, 2);
  const path = `/v1/databases/${own.id}/catalogs/${other.default_connection_id}`;
  assert.equal((await app.call("DELETE", path)).status, 204);
  assert.match(await refusalOf(app, own.id, sql), /no catalog 'crm' is attached/);
  assert.equal((await app.call("DELETE", path)).status, 404);
  // Attaching is one way.
  await attach(app, own.id, { connection_id: other.default_connection_id });
  assert.match(await refusalOf(app, other.id, "SELECT * FROM own.main.orders"), /not found/);
});

test("cycles are harmless, and what is attached to the attached is not seen", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  const third = await createDatabase(app, { default_catalog: "third" });
  await loadRows(app, third.id, { table: "t", data: "a\n1\n" });
  await attach(app, own.id, { connection_id: other.default_connection_id });
  await attach(app, other.id, { connection_id: own.default_connection_id });
  await attach(app, other.id, { connection_id: third.default_connection_id });
  assert.deepEqual(await rowsOf(app, other.id, "SELECT count(*) FROM own.main.orders"), [[2]]);
  assert.match(await refusalOf(app, own.id, "SELECT * FROM third.main.t"), /no catalog 'third'/);
});

test("deleting or expiring the attached database detaches it; forks attach what theirs did", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  const brief = await createDatabase(app, { expires_at: new Date(Date.now() + 600).toISOString() });
  await attach(app, own.id, { connection_id: other.default_connection_id });
  await attach(app, own.id, { connection_id: brief.default_connection_id, alias: "brief" });
  const fork = await forkDatabase(app, own.id);
  assert.deepEqual(await rowsOf(app, fork.id, "SELECT count(*) FROM crm.people.customers"), [[2]]);
  const aliases = async (id: string) =>
    (await app.call("GET", `/v1/databases/${id}`)).json.attachments.map((one: Json) => one.alias);
  await delay(650);
  assert.deepEqual(await aliases(own.id), ["crm"]);
  await deleteDatabase(app, other.id);
  assert.deepEqual(await aliases(own.id), []);
  assert.deepEqual(await aliases(fork.id), []);
  assert.match(await refusalOf(app, own.id, "SELECT * FROM crm.people.customers"), /no catalog/);
});

test("one alias, first for one database and then for another", async (t) => {
  const app = await startTestApp(t);
  const { own, other } = await twoDatabases(app);
  const third = await createDatabase(app);
  await loadRows(app, third.id, { table: "people.customers", data: "id,name\n1,Zoe\n" });
  await attach(app, own.id, { connection_id: other.default_connection_id, alias: "x" });
  const sql = "SELECT name FROM x.people.customers ORDER BY name LIMIT 1";
  assert.deepEqual(await rowsOf(app, own.id, sql), [["Ada"]]);
  await app.call("DELETE", `/v1/databases/${own.id}/catalogs/${other.default_connection_id}`);
  await attach(app, own.id, { connection_id: third.default_connection_id, alias: "x" });
  assert.deepEqual(await rowsOf(app, own.id, sql), [["Zoe"]]);
});
