import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { type Metastore, openMetastore } from "../../src/metastore/open-metastore.ts";
import { SharedCommits } from "../../src/metastore/shared-commits.ts";

async function open(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-commits-"));
  const metastore = openMetastore(dataDir);
  t.after(async () => {
    await metastore.destroy();
    await rm(dataDir, { recursive: true });
  });
  return { metastore, commits: new SharedCommits(metastore) };
}

function add(commits: SharedCommits, id: string, failure?: Error): Promise<string> {
  return commits.run(async (transaction) => {
    const created_at = "2026-01-01T00:00:00.000Z";
    const row = { id, name: id, state: "active" as const, created_at };
    await transaction.insertInto("workspaces").values(row).execute();
    if (failure !== undefined) throw failure;
    return id;
  });
}

async function idsIn(metastore: Metastore): Promise<string[]> {
  const rows = await metastore.selectFrom("workspaces").select("id").orderBy("seq").execute();
  return rows.map(({ id }) => id);
}

test("what comes together is committed together, and what fails takes nothing with it", async (t) => {
  const { metastore, commits } = await open(t);
  const failure = new Error("no");
  const ended = await Promise.allSettled([
    add(commits, "a"),
    add(commits, "b", failure),
    add(commits, "c"),
    add(commits, "a"),
    add(commits, "d"),
  ]);
  const outcomes = ended.map((end) => (end.status === "fulfilled" ? end.value : "failed"));
  assert.deepEqual(outcomes, ["a", "failed", "c", "failed", "d"]);
  assert.deepEqual(await idsIn(metastore), ["a", "c", "d"]);
});

test("one alone is rolled back when it fails, and the next one is done", async (t) => {
  const { metastore, commits } = await open(t);
  await assert.rejects(add(commits, "a", new Error("no")), /^Error: no$/);
  assert.equal(await add(commits, "b"), "b");
  assert.deepEqual(await idsIn(metastore), ["b"]);
});

test("a promise is kept only after the commit: a commit that fails rejects them all", async (t) => {
  const { metastore, commits } = await open(t);
  const violate = commits.run(async (transaction) => {
    // Checked when the transaction ends, not before.
    await sql`PRAGMA defer_foreign_keys = ON`.execute(transaction);
    const key = { id: "k", secret_hash: "h", workspace_id: "missing", created_at: "" };
    await transaction.insertInto("api_keys").values(key).execute();
  });
  const ended = await Promise.allSettled([violate, add(commits, "a")]);
  assert.deepEqual(
    ended.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  assert.deepEqual(await idsIn(metastore), []);
  assert.equal(await add(commits, "b"), "b");
});
