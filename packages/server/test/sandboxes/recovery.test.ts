import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { SandboxService } from "../../src/sandboxes/sandbox-service.ts";
import { SandboxStore } from "../../src/sandboxes/sandbox-store.ts";

async function setUp(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-test-"));
  const metastore = openMetastore(dataDir);
  t.after(async () => {
    await metastore.destroy();
    await rm(dataDir, { recursive: true, force: true });
  });
  await metastore
    .insertInto("workspaces")
    .values({ id: "w", name: "w", state: "active", created_at: new Date().toISOString() })
    .execute();
  return new SandboxStore(metastore);
}

test("a deletion that was interrupted is unseen at once and ended at the next start", async (t) => {
  const store = await setUp(t);
  const broken = { deleteSandbox: () => Promise.reject(new Error("the power went")) };
  const before = new SandboxService({ store, contents: [broken] });
  const { id } = await before.create("w", { name: "n" });
  await assert.rejects(before.delete("w", id), /the power went/);
  assert.equal(await before.find("w", id), undefined);

  const emptied: string[] = [];
  const content = {
    deleteSandbox: async (workspaceId: string, sandboxId: string) => {
      emptied.push(`${workspaceId}/${sandboxId}`);
    },
  };
  const after = new SandboxService({ store, contents: [content] });
  await after.recover();
  assert.deepEqual(emptied, [`w/${id}`]);
  await after.recover();
  assert.equal(emptied.length, 1, "nothing is left to end");
});
