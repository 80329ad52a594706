import assert from "node:assert/strict";
import { existsSync, globSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { DatasetFixture } from "./dataset-fixture.ts";

/** Paths of all that is stored of datasets, below their folder. */
function storedFiles({ app }: DatasetFixture): string[] {
  return globSync("*/**", { cwd: join(app.dataDir, "datasets") }).toSorted();
}

test("each version has one file, and nothing else stays", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const files = () => storedFiles(fixture).filter((path) => path.includes("/"));
  const { id } = await fixture.create("kept", { sql: "SELECT range AS n FROM range(1000)" });
  await fixture.refresh({ dataset_id: id });
  await fixture.csv("other", "a\n1\n");
  const { versions } = (await app.call("GET", `/v1/datasets/${id}/versions`)).json;
  assert.equal(files().length, 3);
  for (const version of versions) {
    assert.ok(files().includes(`${app.app.workspaceId}/${version.id}.parquet`));
  }

  await t.test("a failure leaves none", async () => {
    await fixture.refusal({ label: "bad", source: { sql: "SELECT 1/0 AS a FROM nowhere" } });
    await fixture.refusal({ label: "bad", source: { sql: "SELECT 'x'::INTEGER AS a" } });
    const inline = { format: "csv", content: "a\nx\n", columns: { a: "INTEGER" } };
    await fixture.refusal({ label: "bad", source: { inline } });
    assert.equal(files().length, 3);
    assert.deepEqual(readdirSync(join(app.dataDir, "results")), []);
  });

  await t.test("a deletion takes the files of all versions", async () => {
    await app.call("DELETE", `/v1/datasets/${id}`);
    assert.equal(files().length, 1);
  });

  await t.test("a start removes what a crash left, and nothing else", async () => {
    const folder = join(app.dataDir, "datasets");
    const here = join(folder, app.app.workspaceId);
    writeFileSync(join(here, "dverunrecorded.parquet"), "x");
    mkdirSync(join(here, "dverunfinished.work"));
    writeFileSync(join(here, "dverunfinished.work", "rows.parquet"), "x");
    mkdirSync(join(folder, "workgone"));
    writeFileSync(join(folder, "workgone", "dverx.parquet"), "x");
    const after = await fixture.restart();
    assert.deepEqual(
      storedFiles(after).filter((path) => path.includes("/")).length,
      1,
      storedFiles(after).join(),
    );
    assert.ok(!existsSync(join(folder, "workgone")));
    assert.deepEqual(await after.rows("SELECT * FROM datasets.main.other"), [[1]]);
  });
});

test("a statement keeps what it reads, whatever becomes of the dataset", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const { id } = await fixture.create("read", { sql: "SELECT range AS n FROM range(200000)" });
  // Some seconds of work over the dataset's rows.
  const slow =
    "SELECT sum(sqrt(a.n * 7 + b.range)) AS s FROM datasets.main.read a, range(2000) b WHERE a.n < 100000";
  const running = fixture.query(slow);
  await delay(300);
  assert.equal((await app.call("DELETE", `/v1/datasets/${id}`)).status, 204);
  const files = () => globSync("*/*.parquet", { cwd: join(app.dataDir, "datasets") });
  assert.equal(files().length, 1, "still being read");
  assert.match(await fixture.problem("SELECT * FROM datasets.main.read"), /not found/);
  const answer = await running;
  assert.equal(answer.status, 200, answer.text);
  await delay(50);
  assert.deepEqual(files(), []);
});

test("readers, refreshes and deletions side by side", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  await fixture.load("source", "n\n1\n");
  const source = { sql: "SELECT n FROM source" };
  const until = Date.now() + 4_000;
  let reads = 0;
  const read = async (): Promise<void> => {
    while (Date.now() < until) {
      const answer = await fixture.query("SELECT n FROM datasets.main.busy");
      if (answer.status === 200) assert.deepEqual(answer.json.rows, [[1]]);
      else assert.match(answer.json.error.message, /^table 'datasets\.main\.busy' not found$/);
      reads += 1;
    }
  };
  const change = async (): Promise<void> => {
    while (Date.now() < until) {
      const { id } = await fixture.create("busy", source);
      for (let count = 0; count < 3; count += 1) {
        assert.equal((await fixture.refresh({ dataset_id: id })).status, 200);
      }
      assert.equal((await app.call("DELETE", `/v1/datasets/${id}`)).status, 204);
    }
  };
  await Promise.all([read(), read(), change()]);
  assert.ok(reads > 10, `${reads} reads`);
  assert.deepEqual(globSync("*/*.parquet", { cwd: join(app.dataDir, "datasets") }), []);
});

test("datasets count as data, and are refused beyond the limit", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  const usedBytes = async (): Promise<number> =>
    (await app.call("GET", path)).json.usage.data_bytes;
  const before = await usedBytes();
  const { id } = await fixture.create("rows", { sql: "SELECT range AS n FROM range(10000)" });
  const used = await usedBytes();
  assert.ok(used > before + 1000, `${used} after ${before}`);
  await app.call("PUT", path, { json: { max_data_bytes: used + 100 } });
  const sql = { sql: "SELECT range AS n FROM range(10000)" };
  assert.match(await fixture.refusal({ label: "more", source: sql }), /^400 .*max_data_bytes/);
  assert.equal((await fixture.refresh({ dataset_id: id })).json.error.code, "QUOTA_EXCEEDED");
  assert.equal((await fixture.get(id)).latest_version, 1);
  const upload_id = await fixture.upload(`n\n${"1234567890123\n".repeat(10_000)}`);
  await app.call("PUT", path, { json: { max_data_bytes: used } });
  assert.match(await fixture.refusal({ label: "file", source: { upload_id } }), /^400 /);
  await app.call("PUT", path, { json: {} });
  await fixture.create("file", { upload_id });
  await app.call("DELETE", `/v1/datasets/${id}`);
});

test("a deleted workspace takes its datasets along", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "short-lived" } });
  const workspaceId: string = made.json.workspace.public_id;
  const headers = { "x-workspace-id": workspaceId };
  const source = { inline: { format: "csv", content: "a\n1\n" } };
  await fixture.create("gone soon", source, headers);
  const folder = join(app.dataDir, "datasets", workspaceId);
  assert.equal(readdirSync(folder).length, 1);
  assert.equal((await app.call("DELETE", `/v1/workspaces/${workspaceId}`)).status, 204);
  assert.deepEqual(readdirSync(folder), []);
});
