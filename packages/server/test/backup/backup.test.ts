import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checkBackup } from "../../src/backup/check-backup.ts";
import { BackupError } from "../../src/backup/backup-error.ts";
import { readManifest } from "../../src/backup/manifest.ts";
import { startTestApp, startTestAppOn } from "../start-test-app.ts";
import {
  backUp,
  createLoaded,
  load,
  query,
  restore,
  startRestored,
  tempFolder,
} from "./backup-fixture.ts";

const BIG = "SELECT i, repeat(md5(i::VARCHAR), 4) AS text FROM range(20000) AS r(i)";

describe("a backup of a running server", () => {
  it("restores tables, forks, results, uploads, reserved databases and history", async (t) => {
    const app = await startTestApp(t);
    const id = await createLoaded(app, "first", "k,v\n1,a\n2,b\n");
    await load(app, id, { mode: "upsert", data: "k,v\n2,B\n3,c\n" });
    const fork = await app.call("POST", `/v1/databases/${id}/fork`, { json: { name: "fork" } });
    await load(app, fork.json.id, { mode: "delete", data: "k\n1\n" });
    const small = await query(app, id, "SELECT * FROM t ORDER BY k");
    const big = await query(app, id, BIG);
    const bytes = await app.call("GET", `/v1/results/${big.result_id}?format=arrow`);
    const upload = await app.call("POST", "/v1/files", {
      body: "k,v\n9,z\n",
      headers: { "content-type": "text/csv" },
    });
    const reserved = await app.call("POST", "/v1/databases", { json: { name: "reserved" } });

    const restored = await startRestored(t, app);

    const rows = "SELECT * FROM t ORDER BY k";
    assert.deepEqual((await query(restored, id, rows)).rows, [
      [1, "a"],
      [2, "B"],
      [3, "c"],
    ]);
    assert.deepEqual((await query(restored, fork.json.id, rows)).rows, [
      [2, "B"],
      [3, "c"],
    ]);
    for (const { result_id } of [small, big]) {
      const path = `/v1/results/${result_id}`;
      assert.deepEqual((await restored.call("GET", path)).json, (await app.call("GET", path)).json);
    }
    const again = await restored.call("GET", `/v1/results/${big.result_id}?format=arrow`);
    assert.equal(again.text, bytes.text);
    await load(restored, id, { mode: "append", upload_id: upload.json.id });
    assert.equal((await query(restored, id, rows)).rows.length, 4);
    await load(restored, reserved.json.id, { mode: "replace", data: "k\n1\n" });
    const runs = await restored.call("GET", "/v1/query-runs");
    assert.ok(runs.json.query_runs.some((run: { id: string }) => run.id === big.query_run_id));
  });

  it("is refused where something is already, and leaves the data folder as it was", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    const before = await readdir(app.dataDir);
    await backUp(app.dataDir, join(folder, "b"));
    await assert.rejects(backUp(app.dataDir, join(folder, "b")), /is there already/);
    await assert.rejects(
      backUp(app.dataDir, join(app.dataDir, "b")),
      /cannot lie in the data folder/,
    );
    await assert.rejects(backUp(folder, join(folder, "c")), /is no data folder/);
    assert.deepEqual(await readdir(folder), ["b"]);
    await app.app.close();
    const after = (await readdir(app.dataDir)).filter(
      (name) => !name.startsWith("metastore.sqlite-"),
    );
    const kept = before.filter(
      (name) => !/^metastore.sqlite-|-journal$|^backup-channel/.test(name),
    );
    assert.deepEqual(after, kept);
  });

  it("works on a stopped server's folder, and on a path too long for a socket", async (t) => {
    const folder = await tempFolder(t);
    const dataDir = join(folder, "long-".repeat(30));
    const running = await startTestAppOn(t, dataDir);
    const id = await createLoaded(running, "first", "k\n1\n");
    await backUp(dataDir, join(folder, "running"));
    await running.app.close();
    await backUp(dataDir, join(folder, "stopped"));
    for (const name of ["running", "stopped"]) {
      await restore(join(folder, name), join(folder, `${name}-restored`));
      const restored = await startTestAppOn(t, join(folder, `${name}-restored`));
      assert.deepEqual((await query(restored, id, "SELECT k FROM t")).rows, [[1]]);
    }
  });

  it("links immutable files when asked to, and they outlive what the server removes", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    const id = await createLoaded(app, "first", "k\n1\n");
    const { files } = await backUp(app.dataDir, join(folder, "b"), { isLinked: true });
    const path = files.find((file) => file.path.endsWith(".parquet"))?.path ?? "";
    assert.equal(
      (await stat(join(folder, "b/data", path))).ino,
      (await stat(join(app.dataDir, path))).ino,
    );
    await app.call("DELETE", `/v1/databases/${id}`);
    const manifest = await readManifest(join(folder, "b"));
    assert.deepEqual(
      await checkBackup(join(folder, "b"), manifest, AbortSignal.timeout(10_000)),
      [],
    );
    await restore(join(folder, "b"), join(folder, "d"));
    const restored = await startTestAppOn(t, join(folder, "d"));
    assert.deepEqual((await query(restored, id, "SELECT k FROM t")).rows, [[1]]);
  });

  it("leaves the secrets' key out unless asked", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    await app.call("POST", "/v1/secrets", { json: { name: "token", value: "hush" } });
    const without = await backUp(app.dataDir, join(folder, "without"));
    const withKey = await backUp(app.dataDir, join(folder, "with"), { withKeys: true });
    const names = (files: readonly { path: string }[]) => files.map(({ path }) => path);
    assert.ok(!names(without.files).includes("secret.key"));
    assert.ok(names(withKey.files).includes("secret.key"));
    for (const name of ["with", "without"])
      await restore(join(folder, name), join(folder, `${name}-d`));
    const path = "/v1/secrets/token";
    const { status } = await (await startTestAppOn(t, join(folder, "with-d"))).call("GET", path);
    assert.equal(status, 200);
    await copyFile(join(app.dataDir, "secret.key"), join(folder, "without-d/secret.key"));
    const again = await (await startTestAppOn(t, join(folder, "without-d"))).call("GET", path);
    assert.equal(again.status, 200);
  });
});

describe("a restore", () => {
  it("goes into an empty folder only", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    await backUp(app.dataDir, join(folder, "b"));
    await mkdir(join(folder, "d"));
    await writeFile(join(folder, "d/mine"), "");
    await assert.rejects(restore(join(folder, "b"), join(folder, "d")), /is not empty/);
    await assert.rejects(restore(join(folder, "d"), join(folder, "e")), /is no backup/);
  });

  it("finds a changed byte, and leaves a folder that no server takes", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    await createLoaded(app, "first", "k\n1\n");
    const { files } = await backUp(app.dataDir, join(folder, "b"));
    const path = files.find((file) => file.path.endsWith(".parquet"))?.path ?? "";
    const bytes = await readFile(join(folder, "b/data", path));
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    await writeFile(join(folder, "b/data", path), bytes);
    const manifest = await readManifest(join(folder, "b"));
    const problems = await checkBackup(join(folder, "b"), manifest, AbortSignal.timeout(10_000));
    assert.deepEqual(problems, [`${path}: its content has changed (SHA-256)`]);
    await assert.rejects(restore(join(folder, "b"), join(folder, "d")), (error) => {
      assert.ok(error instanceof BackupError);
      assert.match(error.message, /the backup is damaged: .*its content has changed/);
      return true;
    });
    await assert.rejects(startTestAppOn(t, join(folder, "d")), /was not restored whole/);
  });
});
