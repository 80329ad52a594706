import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Connection } from "../../src/connections/connection.ts";
import { ConnectionStore } from "../../src/connections/connection-store.ts";
import { SourceTableStore } from "../../src/connections/source-table-store.ts";
import type { DiscoveredTable } from "../../src/connectors/connector.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";

const CONNECTION: Connection = {
  id: "conn1",
  workspaceId: "w",
  name: "shop",
  shownName: "Shop",
  sourceType: "sqlite",
  config: { path: "/data/shop.sqlite" },
  secretId: undefined,
  secretField: undefined,
  readMode: "cached",
  refreshSeconds: undefined,
  revision: 1,
};

async function openTables(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-connections-"));
  const metastore = openMetastore(dataDir);
  t.after(async () => {
    await metastore.destroy();
    await rm(dataDir, { recursive: true });
  });
  const created_at = "2026-01-01T00:00:00.000Z";
  const workspace = { id: "w", name: "w", state: "active" as const, created_at };
  await metastore.insertInto("workspaces").values(workspace).execute();
  const store = new ConnectionStore(metastore);
  assert.equal(await store.insert(CONNECTION), true);
  return { store, tables: new SourceTableStore(metastore) };
}

function table(name: string, columns: readonly string[], schema = "main"): DiscoveredTable {
  return {
    schema,
    table: name,
    columns: columns.map((column) => ({
      name: column,
      type: { kind: "scalar", name: "BIGINT" },
      isNullable: true,
      sourceType: "INTEGER",
    })),
    key: columns.slice(0, 1),
    estimatedRows: null,
  };
}

test("what is discovered again is compared, and keeps what is known of its copy", async (t) => {
  const { tables } = await openTables(t);
  const first = await tables.replaceDiscovered("conn1", [
    table("a", ["id"]),
    table("b", ["id"]),
    table("c", ["id"]),
    table("d", ["id"]),
  ]);
  assert.deepEqual(first, { discovered: 4, added: 4, modified: 0 });
  const syncedAt = new Date("2026-02-01T00:00:00.000Z");
  await tables.noteCopied("conn1", { schema: "main", table: "a" }, { syncedAt, cursorValue: "9" });
  await tables.noteCopied("conn1", { schema: "main", table: "d" }, { syncedAt });
  const second = await tables.replaceDiscovered("conn1", [
    table("a", ["id", "name"]),
    table("b", ["id"]),
    table("e", ["id"]),
  ]);
  assert.deepEqual(second, { discovered: 3, added: 1, modified: 1 });
  const names = (await tables.list("conn1")).map((one) => one.table);
  // `d` is gone from the source, but there is a copy of it.
  assert.deepEqual(names, ["a", "b", "d", "e"]);
  const kept = await tables.find("conn1", { schema: "main", table: "a" });
  assert.equal(kept?.syncedAt?.getTime(), syncedAt.getTime());
  assert.equal(kept?.sync.cursorValue, "9");
  assert.deepEqual(await tables.count("conn1"), { tables: 4, synced: 2 });
  await tables.noteDropped("conn1", undefined);
  assert.deepEqual(await tables.count("conn1"), { tables: 4, synced: 0 });
});

test("a table is found in any case, the one that is spelled so first", async (t) => {
  const { tables } = await openTables(t);
  await tables.replaceDiscovered("conn1", [
    table("Users", ["id"], "Public"),
    table("users", ["id", "name"], "Public"),
  ]);
  const find = async (schema: string, name: string) =>
    (await tables.find("conn1", { schema, table: name }))?.table;
  assert.equal(await find("Public", "users"), "users");
  assert.equal(await find("public", "USERS"), "Users");
  assert.equal(await find("other", "users"), undefined);
});

test("another cursor column begins anew, the same one goes on", async (t) => {
  const { tables } = await openTables(t);
  await tables.replaceDiscovered("conn1", [table("a", ["id", "changed"])]);
  const name = { schema: "main", table: "a" };
  const read = async () => {
    const found = await tables.find("conn1", name);
    assert.ok(found);
    return found;
  };
  await tables.setSync("conn1", await read(), { refreshSeconds: 60, cursorColumn: "id" });
  await tables.noteCopied("conn1", name, { syncedAt: new Date(), cursorValue: "5" });
  await tables.setSync("conn1", await read(), { refreshSeconds: undefined, cursorColumn: "id" });
  assert.equal((await read()).sync.cursorValue, "5");
  await tables.setSync("conn1", await read(), {
    refreshSeconds: undefined,
    cursorColumn: "changed",
  });
  assert.deepEqual((await read()).sync, {
    refreshSeconds: undefined,
    cursorColumn: "changed",
    cursorValue: undefined,
  });
});

test("names are taken in any case until their connection is being deleted", async (t) => {
  const { store } = await openTables(t);
  assert.equal(await store.insert({ ...CONNECTION, id: "conn2" }), false);
  assert.equal((await store.find("w", "conn1"))?.shownName, "Shop");
  assert.equal(await store.find("other", "conn1"), undefined);
  await store.markDeleting(["conn1"]);
  assert.equal(await store.find("w", "conn1"), undefined);
  assert.deepEqual(await store.listDeleting(), ["conn1"]);
  assert.equal(await store.insert({ ...CONNECTION, id: "conn2" }), true);
});
