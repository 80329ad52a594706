import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { readChannelAddress } from "../../src/backup/channel-address.ts";
import { holdFolder } from "../../src/backup/folder-hold.ts";
import { startTestApp, startTestAppOn } from "../start-test-app.ts";
import { backUp, createLoaded, load, query, restore, tempFolder } from "./backup-fixture.ts";

describe("the channel between a backup and a running server", () => {
  it("holds up changes and removals, not queries, and ends with its connection", async (t) => {
    const app = await startTestApp(t);
    const id = await createLoaded(app, "first", "k\n1\n");
    const other = await createLoaded(app, "second", "k\n1\n");
    const hold = await holdFolder(app.dataDir);
    assert.equal(await hold.pause(), true);
    await mkdir(join(app.dataDir, "backup-image"), { recursive: true });
    let changed = 0;
    const changes = Promise.all(
      [
        load(app, id, { mode: "append", data: "k\n2\n" }),
        app.call("DELETE", `/v1/databases/${other}`),
        app.call("POST", "/v1/databases", { json: { name: "third" } }),
      ].map((change) => change.then(() => (changed += 1))),
    );
    assert.deepEqual((await query(app, id, "SELECT k FROM t")).rows, [[1]]);
    await sleep(200);
    assert.equal(changed, 0);
    // As when the command is killed.
    await hold[Symbol.asyncDispose]();
    await changes;
    assert.deepEqual((await query(app, id, "SELECT k FROM t ORDER BY k")).rows, [[1], [2]]);
    assert.equal(existsSync(join(app.dataDir, "backup-image")), false);
  });

  it("lets changes go on while files are held", async (t) => {
    const app = await startTestApp(t);
    const id = await createLoaded(app, "first", "k\n1\n");
    await using hold = await holdFolder(app.dataDir);
    assert.equal(await hold.pause(), true);
    const waiting = load(app, id, { mode: "append", data: "k\n2\n" });
    await sleep(50);
    assert.ok((await hold.resumeChanges()) >= 50);
    await waiting;
    await assert.rejects(hold.resumeChanges(), /nothing is held/);
  });

  it("takes one backup at a time, and orders only from who can read the folder", async (t) => {
    const app = await startTestApp(t);
    await using first = await holdFolder(app.dataDir);
    assert.equal(await first.pause(), true);
    await using second = await holdFolder(app.dataDir);
    await assert.rejects(second.pause(), /another backup of this data folder is under way/);
    const address = await readChannelAddress(app.dataDir);
    assert.ok(address);
    assert.equal((await stat(join(app.dataDir, "backup-channel.json"))).mode & 0o777, 0o600);
    assert.equal((await stat(address.path)).mode & 0o777, 0o600);
    const stranger = connect(address.path);
    const closed = new Promise((resolve) => stranger.on("close", resolve));
    stranger.write(`${JSON.stringify({ token: "guessed", step: "resume-changes" })}\n`);
    await closed;
  });

  it("a server that stops ends the backup with an error", async (t) => {
    const app = await startTestApp(t);
    await using hold = await holdFolder(app.dataDir);
    assert.equal(await hold.pause(), true);
    await app.app.close();
    await assert.rejects(hold.resumeChanges(), /the server has ended the backup/);
  });
});

describe("a backup beside other programs", () => {
  it("does not wait for a writer of a catalog, and has nothing of what it did not commit", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    const id = await createLoaded(app, "first", "k\n1\n");
    const catalog = new DatabaseSync(join(app.dataDir, "databases", id, "catalog.sqlite"));
    catalog.exec("BEGIN IMMEDIATE; INSERT INTO ducklake_metadata (key, value) VALUES ('x', 'y')");
    await backUp(app.dataDir, join(folder, "b"));
    catalog.exec("COMMIT");
    catalog.close();
    await restore(join(folder, "b"), join(folder, "d"));
    const copy = new DatabaseSync(join(folder, "d/databases", id, "catalog.sqlite"));
    const sql = "SELECT count(*) AS n FROM ducklake_metadata WHERE key = 'x'";
    assert.equal(copy.prepare(sql).get()?.["n"], 0);
    copy.close();
    const restored = await startTestAppOn(t, join(folder, "d"));
    assert.deepEqual((await query(restored, id, "SELECT k FROM t")).rows, [[1]]);
  });

  it("waits for a program that keeps a catalog to itself", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    const id = await createLoaded(app, "first", "k\n1\n");
    await app.app.close();
    const catalog = new DatabaseSync(join(app.dataDir, "databases", id, "catalog.sqlite"));
    catalog.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE");
    catalog.exec("INSERT INTO ducklake_metadata (key, value) VALUES ('x', 'y'); COMMIT");
    const backingUp = backUp(app.dataDir, join(folder, "b"));
    await sleep(1_000);
    catalog.close();
    const { files } = await backingUp;
    assert.ok(files.some(({ path }) => path === `databases/${id}/catalog.sqlite`));
  });

  it("keeps what it does not know, and leaves out what a start makes anew", async (t) => {
    const app = await startTestApp(t);
    const folder = await tempFolder(t);
    await mkdir(join(app.dataDir, "later-kind/empty"), { recursive: true });
    await writeFile(join(app.dataDir, "later-kind/file"), "x");
    await writeFile(join(app.dataDir, "scratch/file"), "x");
    await writeFile(join(app.dataDir, "results/stray.parquet"), "x");
    const { files } = await backUp(app.dataDir, join(folder, "b"));
    const paths = files.map(({ path }) => path);
    assert.ok(paths.includes("later-kind/file"));
    assert.deepEqual(
      paths.filter((path) => /scratch|stray|lock|backup-|wal|shm/.test(path)),
      [],
    );
    await restore(join(folder, "b"), join(folder, "d"));
    assert.ok(existsSync(join(folder, "d/later-kind/empty")));
  });
});
