import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { interruptible } from "../../src/engine/duckdb/interruptible.ts";

const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE x * y % 7 = 3";

test("an interruption that comes before a statement begins still ends it", async () => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const controller = new AbortController();
  const reason = new Error("no longer needed");
  try {
    await assert.rejects(
      interruptible(connection, controller.signal, async () => {
        controller.abort(reason);
        await connection.run(ENDLESS);
      }),
      (error) => error === reason,
    );
    const reader = await connection.runAndReadAll("SELECT 42");
    assert.deepEqual(reader.getRows(), [[42]], "the connection is of use afterwards");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});
