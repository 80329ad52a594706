import assert from "node:assert/strict";
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { startTestApp } from "../start-test-app.ts";
import { startSourceApp } from "./sqlite-sources.ts";

const CONFIG = { host: "127.0.0.1", port: 9, user: "reader", database: "shop" };
const SOURCE = {
  name: "shop",
  source_type: "postgres",
  config: { ...CONFIG, password: "pw-1234" },
};

test("a connection is made, shown without its settings, and deleted", async (t) => {
  const { app, connect } = await startSourceApp(t);
  const made = await connect("shop", { name: "Shop" });
  assert.deepEqual(made, {
    id: made.id,
    name: "Shop",
    source_type: "sqlite",
    tables_discovered: 2,
    discovery_status: "success",
    discovery_error: null,
  });
  assert.match(made.id, /^conn/);
  await app.call("POST", "/v1/databases", { json: {} });
  const listed = await app.call("GET", "/v1/connections");
  assert.deepEqual(listed.json, {
    connections: [{ id: made.id, name: "Shop", source_type: "sqlite" }],
  });
  const path = `/v1/connections/${made.id}`;
  const shown = await app.call("GET", path);
  assert.deepEqual(shown.json, {
    id: made.id,
    name: "Shop",
    source_type: "sqlite",
    table_count: 2,
    synced_table_count: 0,
    read_mode: "cached",
    refresh_seconds: null,
  });
  const health = (await app.call("GET", `${path}/health`)).json;
  assert.equal(typeof health.latency_ms, "number");
  assert.deepEqual(
    { ...health, latency_ms: 0 },
    { connection_id: made.id, healthy: true, latency_ms: 0, error: null },
  );
  assert.equal((await app.call("DELETE", path)).status, 204);
  assert.equal((await app.call("GET", path)).status, 404);
  assert.equal((await app.call("DELETE", path)).status, 404);
  await connect("shop", { name: "shop" });
});

test("a source that cannot be reached is connected all the same, with the reason in one line", async (t) => {
  const { app, connect } = await startSourceApp(t);
  const made = await connect("nothing_here");
  assert.equal(made.discovery_status, "failed");
  assert.equal(made.tables_discovered, 0);
  assert.match(made.discovery_error, /^[^\n]{10,500}$/);
  const health = (await app.call("GET", `/v1/connections/${made.id}/health`)).json;
  assert.equal(health.healthy, false);
  assert.match(health.error, /^[^\n]{10,500}$/);
  const skipped = await connect("shop", { skip_discovery: true });
  assert.equal(skipped.discovery_status, "skipped");
  assert.equal(skipped.discovery_error, null);
});

test("a connection that is asked for is checked, and nothing is stored of a refused one", async (t) => {
  const app = await startTestApp(t);
  const wrong: readonly [object, string, RegExp][] = [
    [{ name: " " }, "name", /blank/],
    [{ name: "a\nb" }, "name", /control/],
    [{ name: "Default" }, "name", /something else in SQL/],
    [{ name: "datasets" }, "name", /something else in SQL/],
    [{ source_type: "oracle" }, "source_type", /'oracle' is none of .*postgres/],
    [{ source_type: "managed" }, "source_type", /POST \/v1\/databases/],
    [{ config: { ...CONFIG, host: undefined } }, "config.host", /missing field `host`/],
    [{ config: { ...CONFIG, password: 5 } }, "config.password", /must be text/],
    [{ config: [] }, "config", /config/],
    [{ config: undefined }, "config", /config/],
    [{ secret_id: "secr1", secret_name: "pg" }, "secret_name", /secret_id/],
    [{ secret_id: "secr1" }, "secret_id", /no secret 'secr1'/],
    [{ secret_name: "pg" }, "secret_name", /no secret 'pg'/],
    [{ skip_discovery: "no" }, "skip_discovery", /true or false/],
    [{ read_mode: "sometimes" }, "read_mode", /live/],
    [{ refresh_seconds: 1 }, "refresh_seconds", /at least 10/],
  ];
  for (const [change, field, message] of wrong) {
    const answer = await app.call("POST", "/v1/connections", { json: { ...SOURCE, ...change } });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field);
    assert.match(answer.json.error.message, message);
    assert.doesNotMatch(answer.text, /pw-1234/);
  }
  const headers = { authorization: "" };
  const unknown = await app.call("POST", "/v1/connections", { json: SOURCE, headers });
  assert.equal(unknown.status, 401);
  assert.deepEqual((await app.call("GET", "/v1/connections")).json, { connections: [] });
  assert.deepEqual((await app.call("GET", "/v1/secrets")).json, { secrets: [] });
});

test("a name is taken by connections in any case, and by catalogs of the default database", async (t) => {
  const { app, connect, files } = await startSourceApp(t);
  const first = await connect("shop");
  const json = { name: "SHOP", source_type: "sqlite", config: { path: files.path("shop") } };
  const taken = await app.call("POST", "/v1/connections", { json });
  assert.equal(taken.status, 409, taken.text);
  const { databases } = (await app.call("GET", "/v1/databases")).json;
  const attached = await app.call("POST", `/v1/databases/${databases[0].id}/catalogs`, {
    json: { connection_id: first.id, alias: "till" },
  });
  assert.equal(attached.status, 204, attached.text);
  const clash = await app.call("POST", "/v1/connections", { json: { ...json, name: "Till" } });
  assert.equal(clash.status, 409, clash.text);
  assert.match(clash.json.error.message, /'till' is the name of a catalog/);
});

test("a managed database's own connection is turned away, an unknown one is not found", async (t) => {
  const app = await startTestApp(t);
  const database = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const headers = { "x-workspace-id": app.app.workspaceId };
  const other = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const elsewhere = { "x-workspace-id": other.json.workspace.public_id };
  const calls: readonly [string, string, number][] = [
    ["GET", "", 404],
    ["GET", "/health", 404],
    ["PATCH", "", 404],
    ["DELETE", "", 409],
    ["DELETE", "/cache", 400],
    ["DELETE", "/tables/main/orders/cache", 400],
  ];
  for (const [method, rest, status] of calls) {
    const own = `/v1/connections/${database.default_connection_id}${rest}`;
    const body = method === "PATCH" ? { json: { name: "x" } } : {};
    const answer = await app.call(method, own, { headers, ...body });
    assert.equal(answer.status, status, `${method} ${rest}: ${answer.text}`);
    assert.ok(answer.json.error.message.length > 10);
    for (const id of ["conn00000000000000000000000000", "sales", "%20"]) {
      const path = `/v1/connections/${id}${rest}`;
      const unknown = await app.call(method, path, { headers, ...body });
      assert.equal(unknown.status, 404, `${method} ${id}${rest}: ${unknown.text}`);
      assert.equal(unknown.json.error.code, "NOT_FOUND");
    }
    const foreign = await app.call(method, own, { headers: elsewhere, ...body });
    assert.equal(foreign.status, 404);
  }
  const still = await app.call("GET", `/v1/databases/${database.id}`, { headers });
  assert.equal(still.status, 200);
});

test("what is for managed databases refuses an outside source", async (t) => {
  const { app, connect } = await startSourceApp(t);
  const { id } = await connect("shop");
  const table = `/v1/connections/${id}/schemas/main/tables/orders`;
  const calls: readonly [string, string, object | undefined][] = [
    ["POST", `/v1/connections/${id}/schemas`, { name: "more" }],
    ["POST", `/v1/connections/${id}/schemas/main/tables`, { name: "more" }],
    ["POST", `${table}/loads`, { mode: "replace", data: "n\n1\n" }],
    ["DELETE", table, undefined],
    [
      "POST",
      `/v1/connections/${id}/tables/main/orders/indexes`,
      { index_name: "i", columns: ["id"], index_type: "sorted" },
    ],
  ];
  for (const [method, path, json] of calls) {
    const refused = await app.call(method, path, json === undefined ? {} : { json });
    assert.equal(refused.status, 400, `${method} ${path}: ${refused.text}`);
    assert.match(refused.json.error.message, /reads an outside source/);
  }
  const indexes = await app.call("GET", `/v1/connections/${id}/tables/main/orders/indexes`);
  assert.deepEqual(indexes.json, { indexes: [] });
  const index = `/v1/connections/${id}/tables/main/orders/indexes/i`;
  assert.equal((await app.call("DELETE", index)).status, 404);
  const none = await app.call("GET", `/v1/connections/${id}/tables/main/none/indexes`);
  assert.equal(none.status, 404);
  const all = await app.call("GET", `/v1/indexes?connection_id=${id}`);
  assert.deepEqual(all.json.indexes, []);
});

test("a changed connection keeps what is left out", async (t) => {
  const { app, connect, files } = await startSourceApp(t);
  files.run("other", "CREATE TABLE one (a INTEGER)");
  const { id } = await connect("shop");
  await connect("other");
  const path = `/v1/connections/${id}`;
  const change = async (json: object) => app.call("PATCH", path, { json });
  const renamed = await change({ name: "Till", read_mode: "live", refresh_seconds: 60 });
  assert.equal(renamed.status, 200, renamed.text);
  assert.deepEqual(
    [renamed.json.name, renamed.json.read_mode, renamed.json.refresh_seconds],
    ["Till", "live", 60],
  );
  const later = await change({ refresh_seconds: null });
  assert.deepEqual([later.json.name, later.json.refresh_seconds], ["Till", null]);
  assert.equal((await change({ name: "OTHER" })).status, 409);
  assert.equal((await change({ config: {} })).status, 400);
  assert.equal((await change({ secret_name: "none" })).status, 400);
  const moved = await change({ config: { path: files.path("gone") } });
  assert.equal(moved.status, 200, moved.text);
  assert.equal((await app.call("GET", `${path}/health`)).json.healthy, false);
  await change({ config: { path: files.path("other") } });
  assert.equal((await app.call("GET", `${path}/health`)).json.healthy, true);
});

test("a connection that is attached cannot be deleted; a deletion that was cut off goes on", async (t) => {
  const { app, connect } = await startSourceApp(t);
  const { id } = await connect("shop");
  const database = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const catalogs = `/v1/databases/${database.id}/catalogs`;
  await app.call("POST", catalogs, { json: { connection_id: id } });
  const refused = await app.call("DELETE", `/v1/connections/${id}`);
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.json.error.message, new RegExp(`attached to database '${database.id}'`));
  assert.equal((await app.call("DELETE", `${catalogs}/${id}`)).status, 204);
  await app.app.close();
  const metastore = openMetastore(app.dataDir);
  await metastore.updateTable("connections").set({ state: "deleting" }).execute();
  await metastore.destroy();
  const again = await app.restart();
  assert.deepEqual((await again.call("GET", "/v1/connections")).json, { connections: [] });
  await again.app.close();
  const after = openMetastore(app.dataDir);
  t.after(() => after.destroy());
  for (const table of ["connections", "connection_tables"] as const) {
    assert.deepEqual(await after.selectFrom(table).selectAll().execute(), [], table);
  }
});

test("connections and their secrets go with their workspace", async (t) => {
  const { app, files } = await startSourceApp(t);
  const other = (await app.call("POST", "/v1/workspaces", { json: { name: "other" } })).json;
  const workspaceId = other.workspace.public_id;
  const headers = { "x-workspace-id": workspaceId };
  const json = { name: "shop", source_type: "sqlite", config: { path: files.path("shop") } };
  const made = await app.call("POST", "/v1/connections", { json, headers });
  assert.equal(made.status, 201, made.text);
  const own = { "x-workspace-id": app.app.workspaceId };
  const foreign = await app.call("GET", `/v1/connections/${made.json.id}`, { headers: own });
  assert.equal(foreign.status, 404);
  assert.equal((await app.call("DELETE", `/v1/workspaces/${workspaceId}`)).status, 204);
  await app.app.close();
  const metastore = openMetastore(app.dataDir);
  t.after(() => metastore.destroy());
  assert.deepEqual(await metastore.selectFrom("connections").selectAll().execute(), []);
  const folders = await readdir(join(app.dataDir, "databases"));
  assert.ok(!folders.includes(made.json.id));
  await access(files.path("shop"));
});
