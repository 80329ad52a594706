import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ProcessConnectors } from "../../src/connectors/process/process-connectors.ts";

const NO_LIMIT = new AbortController().signal;

interface Opened {
  readonly connectors: ProcessConnectors;
  readonly address: {
    connectionId: string;
    version: string;
    type: string;
    config: { path: string; scan_rows: number };
  };
  readonly spool: { folder: string; fileBytes: number; mayInline: boolean };
  readonly database: DatabaseSync;
}

/** A file of SQLite with a table `numbers`, and what reads it. */
async function open(
  t: TestContext,
  { idleMs = 60_000, sourceIdleMs = 60_000, statementMs = 5_000 } = {},
): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-connectors-"));
  const path = join(folder, "source.sqlite");
  const database = new DatabaseSync(path);
  database.exec(
    "CREATE TABLE numbers (id INTEGER PRIMARY KEY, word TEXT); INSERT INTO numbers " +
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i, 'word ' || i FROM n",
  );
  const connectors = new ProcessConnectors({
    homeDir: folder,
    memory: { processMb: 4_096, totalMb: 4_096 },
    idleMs,
    sourceIdleMs,
    rules: {
      hosts: [],
      folders: [folder],
      maxClients: 2,
      partBytes: 1_000_000,
      statementMs,
      connectMs: 1_000,
    },
  });
  t.after(async () => {
    await connectors.close();
    database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const spoolFolder = join(folder, "spool");
  await mkdir(spoolFolder);
  return {
    connectors,
    database,
    address: { connectionId: "one", version: "1", type: "sqlite", config: { path, scan_rows: 10 } },
    spool: { folder: spoolFolder, fileBytes: 100_000, mayInline: false },
  };
}

async function requestOf({ connectors, address }: Opened) {
  const tables = await connectors.discover(address, NO_LIMIT);
  const table = tables.find((one) => one.table === "numbers");
  assert.ok(table !== undefined);
  return { schema: table.schema, table: table.table, columns: table.columns };
}

async function until(condition: () => boolean, what: string, limitMs = 20_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    assert.ok(Date.now() < end, what);
    await sleep(20);
  }
}

test("the process starts at the first use, and ends when it was not used for long", async (t) => {
  const { connectors, address } = await open(t, { idleMs: 300 });
  await sleep(100);
  assert.equal(connectors.pid, undefined);
  await connectors.check(address, NO_LIMIT);
  assert.ok(connectors.pid !== undefined);
  await until(() => connectors.pid === undefined, "it still runs");
  await connectors.check(address, NO_LIMIT);
});

test("a read that stands open keeps the process", async (t) => {
  const opened = await open(t, { idleMs: 200 });
  const request = await requestOf(opened);
  const { connectors, address, spool } = opened;
  await using read = await connectors.read(address, { request, spool }, NO_LIMIT);
  const { pid } = connectors;
  for await (const _ of read.files()) {
    await sleep(800);
    break;
  }
  assert.equal(connectors.pid, pid);
});

test("configuration is in no argument and no variable of the process", async (t) => {
  const { connectors, address } = await open(t);
  await connectors.check(address, NO_LIMIT);
  const { pid } = connectors;
  for (const name of ["cmdline", "environ"]) {
    const text = await readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
    assert.ok(!text.includes("source.sqlite"), name);
  }
});

test("killed between calls, the next one starts it again", async (t) => {
  const { connectors, address } = await open(t);
  await connectors.check(address, NO_LIMIT);
  const { pid } = connectors;
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGKILL");
  await connectors.check(address, NO_LIMIT);
  assert.notEqual(connectors.pid, pid);
});

test("killed in the middle of a read, the reader is told that it may try again", async (t) => {
  const opened = await open(t);
  const request = await requestOf(opened);
  const { connectors, address, spool } = opened;
  await using read = await connectors.read(address, { request, spool }, NO_LIMIT);
  const reading = (async () => {
    for await (const _ of read.files()) {
      const { pid } = connectors;
      if (pid !== undefined) process.kill(pid, "SIGKILL");
      await sleep(50);
    }
  })();
  await assert.rejects(reading, { name: "SourceError", kind: "unavailable" });
  await connectors.check(address, NO_LIMIT);
});

test("at most one file is written ahead of its reader, and none is left behind", async (t) => {
  const opened = await open(t);
  const request = await requestOf(opened);
  const { connectors, address, spool } = opened;
  const read = await connectors.read(address, { request, spool }, NO_LIMIT);
  let files = 0;
  for await (const { file } of read.files()) {
    files += 1;
    await sleep(150);
    const names = await readdir(spool.folder);
    assert.ok(names.length <= 2, `${names.length} files`);
    assert.ok(names.some((name) => file?.path.endsWith(name)));
    if (files === 4) break;
  }
  await read[Symbol.asyncDispose]();
  assert.deepEqual(await readdir(spool.folder), []);
});

test("more reads than places wait for one, and are not kept waiting by one that is left", async (t) => {
  const opened = await open(t);
  const request = await requestOf(opened);
  const { connectors, address, spool } = opened;
  const call = { request, spool };
  const first = await connectors.read(address, call, NO_LIMIT);
  const second = await connectors.read(address, call, NO_LIMIT);
  let hasThird = false;
  const third = connectors.read(address, call, NO_LIMIT).then((read) => {
    hasThird = true;
    return read;
  });
  const impatient = connectors.read(address, call, AbortSignal.timeout(200));
  await assert.rejects(impatient, { name: "TimeoutError" });
  assert.equal(hasThird, false);
  await first[Symbol.asyncDispose]();
  await (await third)[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});

test("a source that nobody uses is closed after a while", async (t) => {
  const opened = await open(t, { sourceIdleMs: 300 });
  await requestOf(opened);
  const { connectors } = opened;
  const openFiles = async (): Promise<number> => {
    const folder = `/proc/${connectors.pid}/fd`;
    const { readlink } = await import("node:fs/promises");
    const links = await Promise.all(
      (await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => "")),
    );
    return links.filter((link) => link.includes("source.sqlite")).length;
  };
  const end = Date.now() + 10_000;
  while ((await openFiles()) > 0) {
    assert.ok(Date.now() < end, "the file is still open");
    await sleep(50);
  }
});

test("rows that come slowly are no silence of a source", async (t) => {
  const { connectors, address, database, spool } = await open(t, { statementMs: 1_500 });
  // Each row takes a tenth of a second or more, all of them more than a silence may last.
  const busy = "WITH RECURSIVE k(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM k WHERE j < 800000)";
  const row = `(${busy} SELECT count(*) FROM k WHERE j % 7 = n.i)`;
  const rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)";
  database.exec("CREATE TABLE one (i INTEGER, c INTEGER)");
  const found = (await connectors.discover(address, NO_LIMIT)).find(({ table }) => table === "one");
  assert.ok(found !== undefined);
  database.exec(`DROP TABLE one; CREATE VIEW one AS ${rows} SELECT i, ${row} AS c FROM n`);
  const request = { schema: "main", table: "one", columns: found.columns };
  const begun = performance.now();
  const call = { request, spool: { ...spool, mayInline: true } };
  await using read = await connectors.read(address, call, NO_LIMIT);
  assert.ok(performance.now() - begun > 1_500);
  assert.equal(read.rows?.length, 40);
});

test("a statement that cannot be ended is ended with the process, and reading goes on", async (t) => {
  const { connectors, address, database } = await open(t, { statementMs: 500 });
  const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
  await connectors.check(address, NO_LIMIT);
  const { pid } = connectors;
  database.exec(`CREATE VIEW endless AS ${endless} WHERE i < 0`);
  const discovered = connectors.discover(address, NO_LIMIT);
  await assert.rejects(discovered, { name: "SourceError", kind: "unavailable" });
  await until(() => connectors.pid !== pid, "its thread still runs");
  database.exec("DROP VIEW endless");
  assert.equal((await connectors.discover(address, NO_LIMIT)).length, 1);
});
