import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { test } from "node:test";
import { startRestored } from "../backup/backup-fixture.ts";
import { startSourceApp, unscopedRows } from "./sqlite-sources.ts";

test("a backup has connections with their copies, which need no source to be read", async (t) => {
  const { app, connect, files } = await startSourceApp(t);
  const { id } = await connect("shop");
  const sql = "SELECT customer FROM shop.main.orders ORDER BY id";
  const rows = await unscopedRows(app, sql);
  assert.deepEqual(rows, [["Ada"], ["Bo"]]);
  const restored = await startRestored(t, app);
  await rm(files.path("shop"));
  assert.deepEqual(await unscopedRows(restored, sql), rows);
  const shown = (await restored.call("GET", `/v1/connections/${id}`)).json;
  assert.deepEqual([shown.name, shown.table_count, shown.synced_table_count], ["shop", 2, 1]);
});
