import assert from "node:assert/strict";
import { test } from "node:test";
import { startRestored } from "../backup/backup-fixture.ts";
import { DatasetFixture } from "./dataset-fixture.ts";

test("a backup has every version of every dataset, and nothing that is being made", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { id } = await fixture.create("kept", { sql: "SELECT range AS n FROM range(10000)" });
  await fixture.refresh({ dataset_id: id });
  await fixture.csv("other", "a\n1\n");
  const slow = "SELECT sum(sqrt(range)) AS n FROM range(200000000)";
  const making = fixture.post({ label: "slow", source: { sql: slow } });
  const restored = await startRestored(t, fixture.app);
  assert.equal((await making).status, 201);
  const rows = async (sql: string) =>
    (await restored.call("POST", "/v1/query", { json: { sql } })).json.rows;
  assert.deepEqual(await rows("SELECT count(*), sum(n) FROM datasets.main.kept"), [
    [10_000, 49_995_000],
  ]);
  const pinned = await restored.call("PUT", `/v1/datasets/${id}`, { json: { pinned_version: 1 } });
  assert.equal(pinned.status, 200);
  assert.deepEqual(await rows("SELECT count(*) FROM datasets.main.kept"), [[10_000]]);
  assert.deepEqual(await rows("SELECT a FROM datasets.main.other"), [[1]]);
});
