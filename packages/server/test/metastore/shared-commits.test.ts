import assert from "node:assert/strict";
import { mkdtemp, open as openFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { SharedCommits } from "../../src/metastore/shared-commits.ts";

async function openCommits(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-commits-"));
  const metastore = openMetastore(dataDir);
  const commits = await SharedCommits.open(metastore, dataDir);
  t.after(async () => {
    await commits.close();
    await metastore.destroy();
    await rm(dataDir, { recursive: true });
  });
  return { metastore, commits };
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

test("each part is there whole or not at all", async (t) => {
  const { metastore, commits } = await openCommits(t);
  const ended = await Promise.allSettled([
    add(commits, "a"),
    add(commits, "b", new Error("no")),
    add(commits, "c"),
    add(commits, "a"),
    add(commits, "d"),
  ]);
  const outcomes = ended.map((end) => (end.status === "fulfilled" ? end.value : "failed"));
  assert.deepEqual(outcomes, ["a", "failed", "c", "failed", "d"]);
  const rows = await metastore.selectFrom("workspaces").select("id").orderBy("seq").execute();
  assert.deepEqual(
    rows.map(({ id }) => id),
    ["a", "c", "d"],
  );
});

test("who commits while the log is being synced waits for the next sync", async (t) => {
  const { commits } = await openCommits(t);
  const file = await openFile(import.meta.filename, "r");
  const syncs = t.mock.method(Object.getPrototypeOf(file), "datasync");
  await file.close();
  await Promise.all(Array.from({ length: 50 }, (_, index) => add(commits, `w${index}`)));
  const together = syncs.mock.callCount();
  assert.ok(together >= 1 && together < 50, `${together} syncs for 50 commits`);
  await add(commits, "alone");
  assert.equal(syncs.mock.callCount(), together + 1);
});

test("other writes still sync themselves", async (t) => {
  const { metastore, commits } = await openCommits(t);
  await add(commits, "a");
  await assert.rejects(add(commits, "b", new Error("no")));
  const level = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(metastore);
  assert.equal(level.rows[0]?.synchronous, 2);
});
