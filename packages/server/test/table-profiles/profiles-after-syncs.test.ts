import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { type Shop, shopOn, startShop } from "../connections/copies/shop-fixture.ts";
import { eventually } from "../query/start-query-fixture.ts";

const ORDERS = { schema_name: "main", table_name: "orders" };
const EVENTS = { schema_name: "main", table_name: "events" };
const WIDE = { schema_name: "main", table_name: "wide" };

/** Takes a second or more to be profiled: each column is read by itself. */
const COLUMNS = Array.from({ length: 120 }, (_, n) => `i * ${n + 1} AS c${n}`);
const MAKE_WIDE = `CREATE TABLE wide AS WITH RECURSIVE n(i) AS
  (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT ${COLUMNS.join(", ")} FROM n`;

/** What the metastore of a server has of profiles, and how often one was put there. */
function lookInto(t: TestContext, { app }: Shop) {
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"), { timeout: 5_000 });
  t.after(() => metastore.close());
  metastore.exec(`
    CREATE TABLE puts (table_name TEXT);
    CREATE TRIGGER put_new AFTER INSERT ON table_profiles
      BEGIN INSERT INTO puts VALUES (NEW.table_name); END;
    CREATE TRIGGER put_again AFTER UPDATE ON table_profiles
      BEGIN INSERT INTO puts VALUES (NEW.table_name); END;`);
  const count = (sql: string, ...values: string[]) =>
    Number(metastore.prepare(sql).get(...values)?.["n"]);
  const kept = metastore.prepare("SELECT profile_json FROM table_profiles WHERE table_name = ?");
  return {
    metastore,
    /** How often a profile of the table was stored. */
    puts: (table: string) => count("SELECT count(*) AS n FROM puts WHERE table_name = ?", table),
    /** Of all tables. */
    keptCount: () => count("SELECT count(*) AS n FROM table_profiles"),
    /** Waits for a profile of so many rows. */
    profiled: (table: string, rowCount: number) =>
      eventually(`a profile of ${table}`, () => {
        const text = kept.get(table)?.["profile_json"];
        const isThere = typeof text === "string" && JSON.parse(text).rowCount === rowCount;
        return Promise.resolve(isThere ? true : undefined);
      }),
  };
}

test("each sync that changes a copy has its profile made, without anybody asking", async (t) => {
  const shop = await startShop(t);
  const { profiled, puts } = lookInto(t, shop);
  // A statement's first use of a table, a refresh of one, a job over all of them.
  await shop.rows("SELECT * FROM shop.main.events");
  await profiled("events", 2);
  await shop.refresh({ ...ORDERS, table_name: "ORDERS" });
  await profiled("orders", 3);
  shop.change("INSERT INTO orders VALUES (4, 'oil', 30); DELETE FROM events WHERE seq = 1");
  const job = await shop.refresh({ async: true, async_after_ms: 30_000 });
  assert.equal(job.json.tables_refreshed, 2, job.text);
  await profiled("orders", 4);
  await profiled("events", 1);
  assert.deepEqual([puts("orders"), puts("events")], [2, 2]);
  const { json } = await shop.call("GET", "/tables/main/orders/profile");
  assert.equal(json.row_count, 4);
  assert.equal(puts("orders"), 2, "what was made is answered");
});

test("the profile of a table is found by its name, whatever letters that has", async (t) => {
  const shop = await startShop(t);
  const { profiled, metastore } = lookInto(t, shop);
  shop.change('CREATE TABLE "Ärzte" (id INTEGER); INSERT INTO "Ärzte" VALUES (1)');
  const json = { connection_id: shop.connectionId };
  await shop.app.call("POST", "/v1/refresh", { json });
  const refreshed = await shop.refresh({ schema_name: "main", table_name: "Ärzte" });
  assert.equal(refreshed.json.rows_synced, 1, refreshed.text);
  await profiled("Ärzte", 1);
  const path = `/tables/MAIN/${encodeURIComponent("ÄRZTE")}`;
  const found = await shop.call("GET", `${path}/profile`);
  assert.equal(found.json.row_count, 1, found.text);
  assert.equal((await shop.call("DELETE", `${path}/cache`)).status, 204);
  const kept = metastore.prepare("SELECT table_name FROM table_profiles").all();
  assert.deepEqual(kept, []);
});

test("a sync that changes nothing has no profile made", async (t) => {
  const shop = await startShop(t);
  const { profiled, puts, metastore } = lookInto(t, shop);
  await shop.call("PUT", "/tables/main/events/sync", { cursor_column: "seq" });
  await shop.refresh(EVENTS);
  await profiled("events", 2);
  metastore.exec("DELETE FROM table_profiles");
  // A server that has just started has no table rest.
  const again = shopOn(await shop.app.restart(), shop.path, shop.connectionId);
  assert.equal((await again.refresh(EVENTS)).json.rows_synced, 0);
  // The workspace's profiles are made one after the other: this one comes later.
  await again.refresh(ORDERS);
  await profiled("orders", 3);
  assert.equal(puts("events"), 1);
  again.change("INSERT INTO events VALUES (3, 'c')");
  assert.equal((await again.refresh(EVENTS)).json.rows_synced, 1);
  await profiled("events", 3);
  assert.equal(puts("events"), 2);
});

test("who asks while a profile is made gets that one", async (t) => {
  const shop = await startShop(t);
  const { puts } = lookInto(t, shop);
  shop.change(MAKE_WIDE);
  await shop.app.call("POST", "/v1/refresh", { json: { connection_id: shop.connectionId } });
  await shop.refresh(WIDE);
  assert.equal(puts("wide"), 0, "it is being made");
  const asked = [1, 2, 3].map(() => shop.call("GET", "/tables/main/wide/profile"));
  for (const { status, json, text } of await Promise.all(asked)) {
    assert.deepEqual([status, json.row_count], [200, 5_000], text);
  }
  assert.equal(puts("wide"), 1);
});

test("queries do not wait for profiles", async (t) => {
  const shop = await startShop(t, { runningStatements: 1, workspaceRunningStatements: 1 });
  const { puts } = lookInto(t, shop);
  shop.change(MAKE_WIDE);
  await shop.app.call("POST", "/v1/refresh", { json: { connection_id: shop.connectionId } });
  await shop.refresh(WIDE);
  assert.deepEqual(await shop.rows("SELECT count(*) FROM shop.main.wide"), [[5_000]]);
  const { text } = await shop.app.call("GET", "/metrics");
  const turns = text.match(/^hotdata_(statements|loads){.*$/gm) ?? [];
  assert.equal(turns.length, 6);
  for (const line of turns) assert.match(line, / 0$/);
  assert.equal(puts("wide"), 0, "it is being made");
});

test("what is purged while it is profiled leaves nothing", async (t) => {
  const shop = await startShop(t);
  const { puts, profiled } = lookInto(t, shop);
  shop.change(MAKE_WIDE);
  await shop.app.call("POST", "/v1/refresh", { json: { connection_id: shop.connectionId } });
  await shop.refresh(WIDE);
  assert.equal((await shop.call("DELETE", "/tables/main/wide/cache")).status, 204);
  assert.equal(puts("wide"), 0, "it was being made");
  await shop.refresh(ORDERS);
  await profiled("orders", 3);
  assert.equal(puts("wide"), 0);
});

test("a connection that is deleted while a table of it is profiled leaves nothing", async (t) => {
  const shop = await startShop(t);
  const { puts, keptCount } = lookInto(t, shop);
  shop.change(MAKE_WIDE);
  await shop.app.call("POST", "/v1/refresh", { json: { connection_id: shop.connectionId } });
  await shop.refresh(WIDE);
  assert.equal((await shop.call("DELETE", "")).status, 204);
  const databases = join(shop.app.dataDir, "databases");
  assert.ok(!(await readdir(databases)).includes(shop.connectionId));
  assert.deepEqual([puts("wide"), keptCount()], [0, 0]);
  const app = await shop.app.restart();
  assert.equal((await app.call("GET", "/health/ready")).status, 200);
  assert.deepEqual([puts("wide"), keptCount()], [0, 0]);
});

test("a stop does not wait for a profile, which is made later when it is asked for", async (t) => {
  const shop = await startShop(t);
  const { puts } = lookInto(t, shop);
  shop.change(MAKE_WIDE);
  await shop.app.call("POST", "/v1/refresh", { json: { connection_id: shop.connectionId } });
  await shop.refresh(WIDE);
  const app = await shop.app.restart();
  assert.equal(puts("wide"), 0);
  const again = shopOn(app, shop.path, shop.connectionId);
  const { status, json } = await again.call("GET", "/tables/main/wide/profile");
  assert.deepEqual([status, json.row_count], [200, 5_000]);
  assert.equal(puts("wide"), 1);
});
