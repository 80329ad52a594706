import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { SourceError } from "../../../src/connectors/source-error.ts";
import { StorageUsage } from "../../../src/limits/storage-usage.ts";
import type { FakeTable } from "./fake-source.ts";
import { CONNECTION, NO_LIMIT, openTestCopies } from "./open-test-copies.ts";

const ROWS = 20;
const ROWS_PER_PART = 4;
const PARTS = ROWS / ROWS_PER_PART;

function numbers(rows: number, change: Readonly<Record<number, string>> = {}): FakeTable {
  const at = Array.from({ length: rows }, (_, index) => index);
  return {
    columns: [
      ["id", "INTEGER"],
      ["word", "VARCHAR"],
    ],
    rows: at.map((id) => [id, change[id] ?? `word ${id}`]),
  };
}

function cut(): Error {
  return new SourceError("unavailable", "The connection to the source was lost; try again.");
}

/** A source whose tables are copied in parts, and whose reads fail where it is said. */
async function openCut(t: TestContext, table = numbers(ROWS)) {
  const parts = await openTestCopies(t, { numbers: table });
  const { source, copies, dataDir } = parts;
  source.rowsPerPart = ROWS_PER_PART;
  source.rowsPerFile = ROWS_PER_PART;
  const keptDir = join(dataDir, "cut-copies");
  return {
    ...parts,
    /** Has every read end after so many files, until it is told otherwise. */
    failAfter: (files: number, error = cut) => {
      source.beforeFile = async (index) => {
        if (index >= files) throw error();
      };
    },
    heal: () => (source.beforeFile = () => Promise.resolve()),
    make: (of = copies) => of.refresh(CONNECTION, parts.table("numbers"), NO_LIMIT),
    keptFiles: async () => {
      if (!existsSync(keptDir)) return [];
      const names = await readdir(keptDir, { recursive: true });
      return names.filter((name) => name.endsWith(".parquet")).map((name) => join(keptDir, name));
    },
    keptDir,
  };
}

test("a copy goes on as often as it gets further, and has all rows once", async (t) => {
  const cutting = await openCut(t);
  cutting.failAfter(1);
  const { rowsSynced } = await cutting.make();
  assert.equal(rowsSynced, ROWS);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
  assert.equal(cutting.source.reads.length, PARTS);
  assert.deepEqual(
    cutting.source.reads.map(({ kept }) => kept?.length ?? 0),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual(cutting.logged.at(-1), {
    connection_id: CONNECTION.id,
    schema: "main",
    table: "numbers",
    parts: 4,
    kept_parts: 4,
  });
  assert.deepEqual(await cutting.keptFiles(), []);
});

test("rows that changed, went and came since are as they are now", async (t) => {
  const cutting = await openCut(t);
  const { source } = cutting;
  source.beforeFile = async (index) => {
    if (index < 3) return;
    // Of the three kept parts, the second is another one by now.
    source.tables.set("numbers", numbers(ROWS + 3, { 5: "changed" }));
    cutting.heal();
    throw cut();
  };
  assert.equal((await cutting.make()).rowsSynced, ROWS + 3);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS + 3, { 5: "changed" }).rows);
  assert.equal(source.reads.length, 2);
  assert.equal(source.reads[1]?.kept?.length, 3);
  assert.deepEqual(await cutting.keptFiles(), []);
});

test("without getting further, it is given up as any other", async (t) => {
  const cutting = await openCut(t);
  cutting.failAfter(0);
  await assert.rejects(cutting.make(), { kind: "unavailable" });
  assert.equal(cutting.source.reads.length, 4);
});

test("who asks later goes on, also in another process; older copies stay until then", async (t) => {
  const cutting = await openCut(t);
  const { source, read } = cutting;
  await cutting.make();
  source.tables.set("numbers", numbers(ROWS, { 1: "new", 19: "new" }));
  cutting.failAfter(2, () => new SourceError("refused", "The source lets nobody in."));
  await assert.rejects(cutting.make(), { kind: "refused" });
  assert.equal((await cutting.keptFiles()).length, 2);
  assert.deepEqual(await read("numbers"), numbers(ROWS).rows);
  cutting.heal();
  const next = cutting.open();
  await next.recover();
  await cutting.make(next);
  assert.equal(source.reads.at(-1)?.kept?.length, 2);
  assert.deepEqual(await read("numbers"), numbers(ROWS, { 1: "new", 19: "new" }).rows);
  assert.deepEqual(await cutting.keptFiles(), []);
});

test("nobody waiting any more is a cut, too", async (t) => {
  const cutting = await openCut(t);
  const leaving = new AbortController();
  cutting.source.beforeFile = async (index) => {
    if (index === 3) leaving.abort(new Error("gone"));
  };
  const table = cutting.table("numbers");
  await assert.rejects(cutting.copies.refresh(CONNECTION, table, leaving.signal), /gone/);
  cutting.heal();
  await cutting.make();
  assert.equal(cutting.source.reads.at(-1)?.kept?.length, 3);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
});

test("what fails by its rows or its table keeps nothing", async (t) => {
  const cutting = await openCut(t);
  for (const kind of ["unreadable", "changed"] as const) {
    cutting.failAfter(2, () => new SourceError(kind, "It is not as it was."));
    await assert.rejects(cutting.make(), { kind });
    assert.deepEqual(await cutting.keptFiles(), []);
    assert.deepEqual(await cutting.metastore.selectFrom("cut_copies").selectAll().execute(), []);
  }
});

/** What makes kept parts useless, or not wanted any more. */
const ENDS: Readonly<
  Record<string, (cutting: Awaited<ReturnType<typeof openCut>>) => Promise<void>>
> = {
  purged: ({ copies }) => copies.purge(CONNECTION, undefined),
  "purged by name": ({ copies, table }) => copies.purge(CONNECTION, table("numbers")),
  "deleted with the connection": ({ copies }) => copies.end(CONNECTION.id),
  "of a connection that was changed": async ({ metastore, copies }) => {
    await metastore.updateTable("connections").set({ revision: 2 }).execute();
    await copies.tidy();
  },
  "of a table with other columns": async ({ sourceTables, source, copies }) => {
    const [before] = await source.discover();
    assert.ok(before !== undefined);
    const columns = before.columns.slice(0, 1);
    await sourceTables.updateDiscovered(CONNECTION.id, { ...before, columns });
    await copies.tidy();
  },
  "of a table that is gone": async ({ sourceTables, copies }) => {
    await sourceTables.replaceDiscovered(CONNECTION.id, []);
    await copies.tidy();
  },
  "a day old": async ({ metastore, copies }) => {
    const updated_at = new Date(Date.now() - 25 * 3_600_000).toISOString();
    await metastore.updateTable("cut_copies").set({ updated_at }).execute();
    await copies.tidy();
  },
};

for (const [name, end] of Object.entries(ENDS)) {
  test(`parts that are ${name} are removed`, async (t) => {
    const cutting = await openCut(t);
    cutting.failAfter(2, () => new SourceError("refused", "The source lets nobody in."));
    await assert.rejects(cutting.make(), { kind: "refused" });
    assert.equal((await cutting.keptFiles()).length, 2);
    await cutting.copies.tidy();
    assert.equal((await cutting.keptFiles()).length, 2);
    await end(cutting);
    assert.deepEqual(await readdir(cutting.keptDir), []);
    const { metastore } = cutting;
    assert.deepEqual(await metastore.selectFrom("cut_copies").selectAll().execute(), []);
    assert.deepEqual(await metastore.selectFrom("cut_copy_parts").selectAll().execute(), []);
  });
}

test("a copy whose connection or table changes meanwhile is made without keeping parts", async (t) => {
  const cutting = await openCut(t);
  const { source, metastore, sourceTables } = cutting;
  source.beforeFile = async (index) => {
    if (index === 2) await metastore.updateTable("connections").set({ revision: 2 }).execute();
  };
  assert.equal((await cutting.make()).rowsSynced, ROWS);
  assert.deepEqual(await readdir(cutting.keptDir), []);
  cutting.heal();
  await cutting.copies.purge(CONNECTION, undefined);
  source.beforeFile = async (index) => {
    if (index === 0) await sourceTables.replaceDiscovered(CONNECTION.id, []);
  };
  assert.equal((await cutting.make()).rowsSynced, ROWS);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
  assert.deepEqual(await readdir(cutting.keptDir), []);
});

test("parts without their files are read again", async (t) => {
  const cutting = await openCut(t);
  cutting.failAfter(3, () => new SourceError("refused", "The source lets nobody in."));
  await assert.rejects(cutting.make(), { kind: "refused" });
  const [gone, short] = await cutting.keptFiles();
  assert.ok(gone !== undefined && short !== undefined);
  await rm(gone);
  await rm(short);
  await writeFile(short, "half");
  cutting.heal();
  await cutting.make();
  assert.equal(cutting.source.reads.at(-1)?.kept?.length, 1);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
});

test("a connection with another secret begins anew", async (t) => {
  const cutting = await openCut(t);
  cutting.failAfter(3, () => new SourceError("refused", "The source lets nobody in."));
  await assert.rejects(cutting.make(), { kind: "refused" });
  cutting.heal();
  cutting.setVersion("2");
  await cutting.make();
  assert.equal(cutting.source.reads.at(-1)?.kept, undefined);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
});

test("parts count as data of the workspace, once", async (t) => {
  const cutting = await openCut(t);
  const usage = new StorageUsage({
    metastore: cutting.metastore,
    sizeOfDatabase: (id) => cutting.lake.databaseSize(id),
    listDatabaseIds: async () => [CONNECTION.id],
  });
  const bytesOf = async (paths: readonly string[]) => {
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  let mostAsked = 0;
  cutting.space.admit = async (_, bytes) => void (mostAsked = Math.max(mostAsked, bytes));
  cutting.failAfter(4, () => new SourceError("refused", "The source lets nobody in."));
  await assert.rejects(cutting.make(), { kind: "refused" });
  const kept = await cutting.keptFiles();
  assert.equal(await usage.dataBytes("w"), await bytesOf(kept));
  const [one] = kept;
  assert.ok(one !== undefined);
  // What is kept is held already: only the part under way is asked for, and the one before it at most.
  assert.ok(mostAsked < 3 * (await bytesOf([one])), `${mostAsked} bytes`);
});

test("files of another form than the copy's are not taken", async (t) => {
  const cutting = await openCut(t);
  cutting.failAfter(3, () => new SourceError("refused", "The source lets nobody in."));
  await assert.rejects(cutting.make(), { kind: "refused" });
  await cutting.metastore.updateTable("cut_copies").set({ write_basis: "other" }).execute();
  cutting.heal();
  await cutting.make();
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
  assert.equal(cutting.source.reads.at(-1)?.kept, undefined);
});

test("parts that were published just before a crash are not taken once more", async (t) => {
  const cutting = await openCut(t);
  const { lake } = cutting;
  const commitWrite = lake.commitWrite.bind(lake);
  lake.commitWrite = async (request) => {
    await commitWrite(request);
    lake.commitWrite = commitWrite;
    throw cut();
  };
  await cutting.make();
  assert.equal(cutting.source.reads.length, 2);
  assert.equal(cutting.source.reads[1]?.kept, undefined);
  assert.deepEqual(await cutting.read("numbers"), numbers(ROWS).rows);
  await cutting.copies.tidy();
  assert.deepEqual(await cutting.keptFiles(), []);
});
