import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { type TestContext, test } from "node:test";
import type { VisibleTable } from "../../src/engine/engine.ts";
import { openEngineIn } from "../engine/open-engine-in.ts";

const NEVER = new AbortController().signal;

async function openEngine(t: TestContext) {
  const folders = ["databases/a/data", "databases/b/data"];
  const { engine, folder } = await openEngineIn(t, folders, { memoryMb: 256, threads: 1 });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const id of ["a", "b"]) {
    const path = folder(`databases/${id}/data/t.parquet`);
    await connection.run(`COPY (SELECT '${id}' AS n) TO '${path}' (FORMAT parquet)`);
  }
  instance.closeSync();
  let next = 0;
  /** Reads the table of one database in the session of another, as if it had been resolved. */
  const read = (databaseId: string, from: string, readableDatabaseIds: readonly string[]) =>
    engine.execute(
      {
        workspaceId: "w",
        isLow: false,
        databaseId,
        readableDatabaseIds,
        sqlText: "SELECT n FROM other.main.t",
        dialect: "hotsql",
        parameters: [],
        defaultCatalog: "default",
        defaultSchema: "main",
        tables: [tableIn(folder(`databases/${from}/data/t.parquet`))],
        resultPath: folder(`results/r${(next += 1)}.parquet`),
        preview: { maxRows: 10, maxBytes: 1_000 },
      },
      NEVER,
    );
  return { engine, read };
}

function tableIn(path: string): VisibleTable {
  return {
    catalog: "other",
    schema: "main",
    table: "t",
    version: path,
    scan: {
      columns: [{ name: "n", type: { kind: "scalar", name: "VARCHAR" } }],
      parts: [
        {
          kind: "files",
          files: [{ path, deleteFiles: [], deletedPositions: [] }],
          sources: [{ from: "column", name: "n" }],
        },
      ],
    },
  };
}

test("a session reads the files of the databases it was opened for, and no others", async (t) => {
  const { read } = await openEngine(t);
  const own = await read("a", "a", ["a"]);
  assert.deepEqual(own.preview.rows, ['["a"]']);
  await assert.rejects(read("a", "b", ["a"]), /Permission Error|permission/i);
  await assert.rejects(read("a", "b", []), /Permission Error|permission/i);
  const attached = await read("a", "b", ["a", "b"]);
  assert.deepEqual(attached.preview.rows, ['["b"]']);
  // A statement that does not read it gets a session that cannot.
  await assert.rejects(read("a", "b", ["a"]), /Permission Error|permission/i);
  await assert.rejects(read("b", "a", ["b"]), /Permission Error|permission/i);
});

test("evicting a database closes the sessions of others that read it", async (t) => {
  const { engine, read } = await openEngine(t);
  await read("a", "b", ["b"]);
  await engine.evict("b");
  const again = await read("a", "b", ["b"]);
  assert.deepEqual(again.preview.rows, ['["b"]']);
});
