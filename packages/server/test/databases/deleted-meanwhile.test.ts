import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

test("what is added while its parent is deleted is not found, and leaves nothing", async (t) => {
  const { call, dataDir } = await startTestApp(t);
  const created = await call("POST", "/v1/databases", { json: { schemas: [{ name: "s" }] } });
  const path = `/v1/databases/${created.json.id}/schemas/s/tables`;
  // The schema goes at the last moment, after the service has looked for it.
  using metastore = new DatabaseSync(join(dataDir, "metastore.sqlite"));
  metastore.exec(
    "CREATE TRIGGER rival BEFORE INSERT ON database_tables " +
      "BEGIN DELETE FROM database_schemas WHERE name = 's'; END",
  );
  const added = await call("POST", path, { json: { name: "t" } });
  assert.equal(added.status, 404, added.text);
  assert.match(added.json.error.message, /was deleted while/);
  metastore.exec("DROP TRIGGER rival");
  const again = await call("POST", path, { json: { name: "t" } });
  assert.equal(again.status, 201, again.text);
});
