import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Shop, startShop } from "./shop-fixture.ts";

const ORDERS = { schema_name: "main", table_name: "orders" };
const EVENTS = { schema_name: "main", table_name: "events" };

function setSync(shop: Shop, table: string, json: unknown) {
  return shop.call("PUT", `/tables/main/${table}/sync`, json);
}

test("a copy with a key follows its cursor: new and changed rows only", async (t) => {
  const shop = await startShop(t);
  const set = await setSync(shop, "orders", { cursor_column: "CHANGED" });
  assert.equal(set.status, 200, set.text);
  assert.deepEqual(set.json, {
    connection_id: shop.connectionId,
    ...ORDERS,
    cursor_column: "changed",
    refresh_seconds: null,
    last_sync: null,
  });
  assert.equal((await shop.refresh(ORDERS)).json.rows_synced, 3);
  shop.change("INSERT INTO orders VALUES (4, 'oil', 30)");
  shop.change("UPDATE orders SET item = 'sugar', changed = 31 WHERE id = 2");
  shop.change("UPDATE orders SET item = 'unseen' WHERE id = 1");
  const next = await shop.refresh(ORDERS);
  assert.equal(next.status, 200, next.text);
  // Those from the value 20 on, which one of them has.
  assert.equal(next.json.rows_synced, 3);
  assert.deepEqual(await shop.rows("SELECT id, item FROM shop.main.orders ORDER BY id"), [
    [1, "tea"],
    [2, "sugar"],
    [3, null],
    [4, "oil"],
  ]);
});

test("a copy without a key takes rows after its cursor in, once each", async (t) => {
  const shop = await startShop(t);
  await setSync(shop, "events", { cursor_column: "seq" });
  await shop.refresh(EVENTS);
  shop.change("INSERT INTO events VALUES (3, 'c')");
  assert.equal((await shop.refresh(EVENTS)).json.rows_synced, 1);
  assert.equal((await shop.refresh(EVENTS)).json.rows_synced, 0);
  const rows = await shop.rows("SELECT * FROM shop.main.events ORDER BY 1");
  assert.deepEqual(rows, [
    [1, "a"],
    [2, "b"],
    [3, "c"],
  ]);
});

test("a connection that reads another source now does not go on where the former one was", async (t) => {
  const shop = await startShop(t);
  await setSync(shop, "events", { cursor_column: "seq" });
  await shop.refresh(EVENTS);
  const path = `${shop.path}.other.sqlite`;
  const other = new DatabaseSync(path);
  other.exec(
    "CREATE TABLE events (seq INTEGER, what TEXT); INSERT INTO events VALUES (1, 'z'), (7, 'y')",
  );
  other.close();
  const changed = await shop.call("PATCH", "", { config: { path } });
  assert.equal(changed.status, 200, changed.text);
  const { json } = await shop.refresh(EVENTS);
  assert.equal(json.rows_synced, 2);
  assert.match(json.warnings[0].message, /no value of "seq" is known/);
  assert.deepEqual(await shop.rows("SELECT * FROM shop.main.events ORDER BY 1"), [
    [1, "z"],
    [7, "y"],
  ]);
  assert.equal((await shop.refresh(EVENTS)).json.rows_synced, 0);
});

test("settings that cannot be are refused", async (t) => {
  const shop = await startShop(t);
  for (const [json, problem] of [
    [{ cursor_column: "nothing" }, /no column "nothing"/],
    [{ cursor_column: "item" }, /cannot tell which rows are new/],
    [{ refresh_seconds: 1 }, /refresh_seconds/],
  ] as const) {
    const answer = await setSync(shop, "orders", json);
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.json.error.message, problem);
  }
  assert.equal((await setSync(shop, "nothing", {})).status, 404);
});

test("a copy that has become too old is refreshed in the background", async (t) => {
  const shop = await startShop(t);
  const set = await setSync(shop, "orders", { refresh_seconds: 3_600 });
  assert.equal(set.json.refresh_seconds, 3_600, set.text);
  await shop.refresh(ORDERS);
  shop.change("DELETE FROM orders WHERE id = 1");
  // As if it had been copied long ago.
  const metastore = new DatabaseSync(join(shop.app.dataDir, "metastore.sqlite"));
  metastore.exec(
    "UPDATE connection_tables SET synced_at = '2020-01-01T00:00:00.000Z' WHERE table_name = 'orders'",
  );
  metastore.close();
  const until = Date.now() + 30_000;
  for (;;) {
    const rows = await shop.rows("SELECT id FROM shop.main.orders");
    if (rows.length === 2) break;
    assert.ok(Date.now() < until, "it was not refreshed");
    await delay(200);
  }
});
