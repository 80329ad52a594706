import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

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
