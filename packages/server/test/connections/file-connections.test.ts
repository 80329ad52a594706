import assert from "node:assert/strict";
import { test } from "node:test";
import { parquetOf } from "../datasets/parquet-of.ts";
import { startWebServer } from "../net/start-web-server.ts";
import { startTestApp } from "../start-test-app.ts";
import { withRanges } from "../connectors/serve-ranges.ts";

test("files on the web are queried as tables, joined, and refreshed after they changed", async (t) => {
  const orders = { body: "id,code,amount\n1,007,1.5\n2,,2\n", etag: '"1"' };
  const events = await parquetOf(t, "SELECT range AS order_id, {'x': range} AS s FROM range(3)");
  const more = await parquetOf(t, "SELECT 2 AS order_id, {'y': 'new'} AS s");
  const web = await startWebServer(t, {
    "/orders.csv": (request, response) => withRanges(orders)(request, response),
    "/e0.parquet": withRanges({ body: events, etag: '"1"' }),
    "/e1.parquet": withRanges({ body: more, etag: '"1"' }),
  });
  const app = await startTestApp(t, { connectionHosts: ["127.0.0.1/32"] });
  const created = await app.call("POST", "/v1/connections", {
    json: {
      name: "web",
      source_type: "http",
      config: { base_url: web.url, tables: "orders.csv; events = e{0,1}.parquet" },
    },
  });
  assert.equal(created.status, 201, created.text);
  assert.equal(created.json.discovery_status, "success", created.text);
  assert.equal(created.json.tables_discovered, 2);
  const rows = async (sql: string): Promise<unknown> => {
    const answer = await app.call("POST", "/v1/query", { json: { sql } });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows;
  };
  const joined =
    "SELECT id, code, amount, s.x, s.y FROM web.main.orders JOIN web.main.events " +
    "ON order_id = id ORDER BY 1, 4";
  assert.deepEqual(await rows(joined), [
    [1, "007", 1.5, 1, null],
    [2, null, 2, 2, null],
    [2, null, 2, null, "new"],
  ]);
  orders.body = "id,code,amount,note\n3,x,3,late\n";
  orders.etag = '"2"';
  assert.deepEqual(await rows("SELECT max(id) FROM web.main.orders"), [[2]]);
  const refreshed = await app.call("POST", "/v1/refresh", {
    json: {
      connection_id: created.json.id,
      schema_name: "main",
      table_name: "orders",
      data: true,
    },
  });
  assert.equal(refreshed.status, 200, refreshed.text);
  assert.deepEqual(await rows("SELECT id, code FROM web.main.orders"), [[3, "x"]]);
  const path = `/v1/connections/${created.json.id}/tables/main/orders/sync`;
  const followed = await app.call("PUT", path, { json: { cursor_column: "id" } });
  assert.equal(followed.status, 400, followed.text);
  assert.equal(followed.json.error.details.errors[0].field, "cursor_column");
  assert.match(
    followed.json.error.message,
    /"http" cannot .* always copied whole\. Leave cursor_column out/,
  );
  const kept = await app.call("PUT", path, { json: { refresh_seconds: 60 } });
  assert.equal(kept.json.refresh_seconds, 60, kept.text);
  const health = await app.call("GET", `/v1/connections/${created.json.id}/health`);
  assert.equal(health.json.healthy, true, health.text);
});
