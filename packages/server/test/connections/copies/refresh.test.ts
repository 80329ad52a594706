import assert from "node:assert/strict";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Shop, shopOn, startShop } from "./shop-fixture.ts";

const ORDERS = { schema_name: "main", table_name: "orders" };
const READ_ORDERS = "SELECT id, item FROM shop.main.orders ORDER BY id";

async function jobOf({ app }: Shop, id: string) {
  for (;;) {
    const { json } = await app.call("GET", `/v1/jobs/${id}`);
    if (json.completed_at !== null) return json;
    await delay(20);
  }
}

async function listed(shop: Shop, table: string) {
  const path = `/v1/information_schema?connection_id=${shop.connectionId}&table=${table}`;
  const answer = await shop.app.call("GET", path);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.tables[0];
}

test("a table's rows are read again when asked, and say so", async (t) => {
  const shop = await startShop(t);
  const before = await listed(shop, "orders");
  assert.deepEqual([before.synced, before.last_sync], [false, null]);
  const first = await shop.refresh(ORDERS);
  assert.equal(first.status, 200, first.text);
  const { duration_ms: durationMs, ...counts } = first.json;
  assert.ok(durationMs >= 0);
  assert.deepEqual(counts, { connection_id: shop.connectionId, ...ORDERS, rows_synced: 3 });
  assert.deepEqual(await shop.rows(READ_ORDERS), [
    [1, "tea"],
    [2, "salt"],
    [3, null],
  ]);
  const after = await listed(shop, "orders");
  assert.equal(after.synced, true);
  assert.ok(Date.now() - Date.parse(after.last_sync) < 60_000);

  shop.change("DELETE FROM orders WHERE id < 3");
  assert.equal((await shop.rows(READ_ORDERS)).length, 3);
  assert.equal((await shop.refresh({ ...ORDERS, table_name: "ORDERS" })).json.rows_synced, 1);
  assert.deepEqual(await shop.rows(READ_ORDERS), [[3, null]]);
});

test("a connection's copied tables, or all of them, are read again; what fails is listed", async (t) => {
  const shop = await startShop(t);
  assert.equal((await shop.refresh()).json.tables_refreshed, 0);
  await shop.refresh(ORDERS);
  const copied = await shop.refresh();
  assert.deepEqual([copied.json.tables_refreshed, copied.json.total_rows], [1, 3]);
  shop.change("DROP TABLE events");
  const all = await shop.refresh({ include_uncached: true });
  assert.equal(all.status, 200, all.text);
  assert.deepEqual([all.json.tables_refreshed, all.json.tables_failed], [1, 1]);
  assert.equal(all.json.errors[0].table_name, "events");
  assert.match(all.json.errors[0].error, /no table 'main.events' any more/);
});

test("in the background a refresh is a job; a short one answers at once", async (t) => {
  const shop = await startShop(t);
  const submitted = await shop.refresh({ include_uncached: true, async: true });
  assert.equal(submitted.status, 202, submitted.text);
  const job = await jobOf(shop, submitted.json.id);
  assert.deepEqual([job.job_type, job.status], ["data_refresh_connection", "succeeded"]);
  assert.equal(job.result.tables_refreshed, 2);
  const quick = await shop.refresh({ ...ORDERS, async: true, async_after_ms: 30_000 });
  assert.equal(quick.status, 200, quick.text);
  assert.equal(quick.json.rows_synced, 3);

  shop.change("DROP TABLE events");
  const partly = await shop.refresh({ async: true });
  const ended = await jobOf(shop, partly.json.id);
  assert.equal(ended.status, "partially_succeeded");
  assert.match(ended.error_message, /1 of 2 tables/);
  const failed = await shop.refresh({ schema_name: "main", table_name: "events", async: true });
  const end = await jobOf(shop, failed.json.id);
  assert.deepEqual([end.job_type, end.status], ["data_refresh_table", "failed"]);
});

test("what is not there, and what is managed, is refused", async (t) => {
  const shop = await startShop(t);
  const none = await shop.refresh({ schema_name: "main", table_name: "nothing" });
  assert.equal(none.status, 404, none.text);
  const later = await shop.refresh({ schema_name: "main", table_name: "nothing", async: true });
  assert.equal(later.status, 404, later.text);
  assert.equal((await shop.refresh({ connection_id: "conn_unknown" })).status, 404);
  const managed = await shop.app.call("POST", "/v1/databases", { json: {} });
  const own = managed.json.default_connection_id;
  const refused = await shop.refresh({ connection_id: own });
  assert.equal(refused.status, 400, refused.text);
  const purge = await shop.app.call("DELETE", `/v1/connections/${own}/cache`);
  assert.equal(purge.status, 400, purge.text);
});

test("queries of a table that was never read wait for one copying together", async (t) => {
  const shop = await startShop(t);
  const sql =
    "SELECT count(*), sum(o.id) FROM shop.main.orders o JOIN shop.main.events ON seq = id";
  const answers = await Promise.all([1, 2, 3, 4].map(() => shop.rows(sql)));
  for (const rows of answers) assert.deepEqual(rows, [[2, 3]]);
  // Each of the two tables was copied once.
  const files = await readdir(join(shop.app.dataDir, "databases", shop.connectionId), {
    recursive: true,
  });
  assert.equal(files.filter((name) => name.endsWith(".parquet")).length, 2);
});

test("another type is a 409 that leaves the copy; purged, it is copied anew", async (t) => {
  const shop = await startShop(t);
  await shop.refresh(ORDERS);
  shop.change("DROP TABLE orders; CREATE TABLE orders (id TEXT, item BLOB);");
  shop.change("INSERT INTO orders VALUES ('one', x'00ff')");
  const refused = await shop.refresh(ORDERS);
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.json.error.message, /purge/);
  assert.equal((await shop.rows(READ_ORDERS)).length, 3);
  const purged = await shop.call("DELETE", "/tables/main/orders/cache");
  assert.equal(purged.status, 204, purged.text);
  assert.equal((await listed(shop, "orders")).synced, false);
  assert.equal((await shop.refresh(ORDERS)).status, 200);
  assert.deepEqual(await shop.rows("SELECT id FROM shop.main.orders"), [["one"]]);
});

test("a source that cannot be reached is said to be so; copies stay", async (t) => {
  const shop = await startShop(t);
  await shop.refresh({ include_uncached: true });
  await rm(shop.path);
  const failed = await shop.refresh(ORDERS);
  assert.ok([400, 503].includes(failed.status), failed.text);
  assert.match(failed.json.error.code, /^SOURCE_/);
  const all = await shop.refresh();
  assert.equal(all.json.tables_failed, 2);
  assert.equal((await shop.rows(READ_ORDERS)).length, 3);
});

test("purging a connection drops all of its copies, and only the copies", async (t) => {
  const shop = await startShop(t);
  await shop.refresh({ include_uncached: true });
  const detail = await shop.call("GET", "");
  assert.deepEqual([detail.json.table_count, detail.json.synced_table_count], [2, 2]);
  assert.equal((await shop.call("DELETE", "/cache")).status, 204);
  const after = await shop.call("GET", "");
  assert.deepEqual([after.json.table_count, after.json.synced_table_count], [2, 0]);
  assert.equal((await shop.refresh({ include_uncached: true })).json.tables_refreshed, 2);
});

test("copies are profiled, count as data of the workspace, and heed its limit", async (t) => {
  const shop = await startShop(t);
  const path = "/tables/main/orders/profile";
  assert.equal((await shop.call("GET", path)).status, 404);
  await shop.refresh(ORDERS);
  const profile = await shop.call("GET", path);
  assert.equal(profile.status, 200, profile.text);
  assert.equal(profile.json.row_count, 3);
  assert.equal(profile.json.connection, "shop");
  assert.ok(profile.json.synced_at);
  await shop.call("DELETE", "/tables/main/orders/cache");
  assert.equal((await shop.call("GET", path)).status, 404);

  await shop.refresh(ORDERS);
  const limits = `/v1/workspaces/${shop.app.app.workspaceId}/limits`;
  const { usage } = (await shop.app.call("GET", limits)).json;
  assert.ok(usage.data_bytes > 0);
  const limit = { max_data_bytes: usage.data_bytes + 10 };
  await shop.app.call("PUT", limits, { json: limit });
  shop.change("INSERT INTO orders VALUES (4, 'oil', 30)");
  const refused = await shop.refresh(ORDERS);
  assert.equal(refused.json.error?.code, "QUOTA_EXCEEDED", refused.text);
  assert.equal((await shop.rows(READ_ORDERS)).length, 3);
});

test("on a disk that is nearly full nothing is copied, and copies are read", async (t) => {
  const shop = await startShop(t);
  await shop.refresh(ORDERS);
  const app = await shop.app.restart({ minFreeDiskMb: 1_024 ** 3 });
  const full = shopOn(app, shop.path, shop.connectionId);
  const refused = await full.refresh(ORDERS);
  assert.equal(refused.json.error?.code, "STORAGE_FULL", refused.text);
  assert.equal((await full.rows(READ_ORDERS)).length, 3);
});

test("copies survive a restart", async (t) => {
  const shop = await startShop(t);
  await shop.refresh(ORDERS);
  const app = await shop.app.restart();
  const query = { json: { sql: READ_ORDERS } };
  const answer = await app.call("POST", "/v1/query", query);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.rows.length, 3);
});
