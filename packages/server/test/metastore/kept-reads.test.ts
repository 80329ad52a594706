import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { KeptReads } from "../../src/metastore/kept-reads.ts";
import { allChanges } from "../../src/metastore/all-changes.ts";
import { kindOfStatement, MetastoreChanges } from "../../src/metastore/metastore-changes.ts";
import { openMetastoreFile } from "../../src/metastore/metastore-file.ts";
import { metastoreOf, openMetastore } from "../../src/metastore/open-metastore.ts";

function fixture() {
  const changes = new MetastoreChanges();
  let now = 1_000;
  let reads = 0;
  const kept = new KeptReads<number>(changes, () => now);
  const read = async (): Promise<number> => {
    reads += 1;
    return reads;
  };
  return { changes, kept, read, pass: (ms: number) => (now += ms) };
}

test("a read is made once until something changes, or a quarter of a second is over", async () => {
  const { changes, kept, read, pass } = fixture();
  assert.deepEqual(await Promise.all([kept.get("a", read), kept.get("a", read)]), [1, 1]);
  assert.equal(await kept.get("b", read), 2);
  changes.note("read");
  changes.note("record");
  pass(249);
  assert.equal(await kept.get("a", read), 1);
  pass(1);
  assert.equal(await kept.get("a", read), 3);
  changes.note("change");
  assert.equal(await kept.get("a", read), 4);
});

test("what changes while it is read is read again, and what failed is not kept", async () => {
  const { changes, kept, read } = fixture();
  const before = kept.get("a", async () => {
    changes.note("change");
    return 0;
  });
  assert.equal(await before, 0);
  assert.equal(await kept.get("a", read), 1);
  await assert.rejects(
    kept.get("b", () => Promise.reject(new Error("busy"))),
    /busy/,
  );
  assert.equal(await kept.get("b", read), 2);
});

test("every statement that changes what is kept counts, in its place", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-metastore-"));
  const changes = new MetastoreChanges();
  const metastore = openMetastore(dataDir, changes);
  t.after(async () => {
    await metastore.destroy();
    await rm(dataDir, { recursive: true, force: true });
  });
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const before = changes.count;
    await work();
    return changes.count - before;
  };
  const at = new Date().toISOString();
  const row = { id: "work1", name: "one", state: "active", created_at: at } as const;
  const insert = metastore.insertInto("workspaces").values(row);
  assert.equal(await counted(() => insert.execute()), 1);
  assert.equal(await counted(() => metastore.selectFrom("workspaces").selectAll().execute()), 0);
  const rename = metastore.updateTable("workspaces").set({ name: "two" });
  assert.equal(await counted(() => rename.returning("id").execute()), 1);
  assert.equal(
    await counted(() =>
      metastore
        .transaction()
        .execute((transaction) =>
          sql`DELETE FROM workspaces WHERE id = 'none'`.execute(transaction),
        ),
    ),
    1,
  );
  const records = metastore.deleteFrom("query_runs").where("id", "=", "none");
  assert.equal(await counted(() => records.execute()), 0);
});

test("what another connection to the file commits is among all changes", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-metastore-"));
  const changes = new MetastoreChanges();
  const file = openMetastoreFile(dataDir);
  const [own, other] = [metastoreOf(file, changes), openMetastore(dataDir)];
  t.after(async () => {
    await Promise.all([own.destroy(), other.destroy()]);
    await rm(dataDir, { recursive: true, force: true });
  });
  const all = allChanges(changes, file);
  const count = all.count;
  const runs = own.deleteFrom("query_runs").where("id", "=", "none");
  await runs.execute();
  assert.equal(all.count, count);
  const at = new Date().toISOString();
  const row = { id: "work1", name: "one", state: "active", created_at: at } as const;
  await other.insertInto("workspaces").values(row).execute();
  assert.ok(all.count > count);
});

test("a statement that is not known to leave things as they are counts as a change", () => {
  const kinds = {
    'select * from "results"': "read",
    "PRAGMA synchronous = FULL": "read",
    begin: "read",
    'insert into "query_runs" ("id") values (?)': "record",
    'insert into "query_run_profiles" ("id") values (?)': "record",
    'update "results" set "status" = ?': "record",
    'insert into "results_of_others" ("id") values (?)': "change",
    "WITH a AS (SELECT 1) DELETE FROM api_keys": "change",
    'delete from "api_keys"': "change",
  };
  for (const [sqlText, kind] of Object.entries(kinds)) {
    assert.equal(kindOfStatement(sqlText), kind, sqlText);
  }
});
