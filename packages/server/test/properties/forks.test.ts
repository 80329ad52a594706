import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type GeneratedTable, tables, tableSql } from "./generated-table.ts";
import { PropertyWorld } from "./property-world.ts";
import { runOptions } from "./run-options.ts";

interface Change {
  readonly table: string;
  readonly kind: "replace" | "delete" | "append";
  readonly rows: GeneratedTable;
}

const change: fc.Arbitrary<Change> = fc.record({
  table: fc.constantFrom("a", "b"),
  kind: fc.constantFrom("replace", "delete", "append"),
  rows: tables(6),
});
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

test("a fork is what its source was, whatever becomes of either", async (t) => {
  const world = await PropertyWorld.open(t);
  await fc.assert(
    fc.asyncProperty(changes, changes, fc.boolean(), async (before, after, isDeleted) => {
      const source = await world.createDatabase();
      const first = await apply(world, source, before);
      const seen = await everything(world, source, first);
      const fork = await world.fork(source);
      assert.deepEqual(await everything(world, fork, first), seen, "a new fork");
      await apply(world, source, after);
      if (isDeleted) await world.deleteDatabase(source);
      assert.deepEqual(await everything(world, fork, first), seen, "after its source changed");
      if (isDeleted) return world.deleteDatabase(fork);
      const changed = await everything(world, source, first);
      await apply(world, fork, after);
      assert.deepEqual(await everything(world, source, first), changed, "after the fork changed");
      await world.deleteDatabase(fork);
      assert.deepEqual(await everything(world, source, first), changed, "after the fork went");
      await world.deleteDatabase(source);
    }),
    runOptions(8),
  );
});

/** Loads one after the other; returns the snapshots they made. */
async function apply(world: PropertyWorld, database: string, some: readonly Change[]) {
  const snapshots: number[] = [];
  for (const { table, kind, rows } of some) {
    // A table's columns are those of its rows: others replace it.
    const file = await world.parquet(tableSql(rows));
    await world.load(database, table, { mode: "replace", file });
    if (kind === "delete") {
      const gone = await world.parquet("SELECT 0::INTEGER AS place");
      await world.load(database, table, { mode: "delete", key: ["place"], file: gone });
    } else if (kind === "append") {
      await world.load(database, table, { mode: "append", file });
    }
    snapshots.push(await world.newestSnapshot(database));
  }
  return snapshots;
}

/** Both tables, now and at each snapshot, row by row; undefined where there is none. */
async function everything(world: PropertyWorld, database: string, snapshots: readonly number[]) {
  const states = ["", ...snapshots.map((snapshot) => ` AT (VERSION => ${snapshot})`)];
  const found: unknown[] = [];
  for (const table of ["a", "b"]) {
    for (const state of states) {
      found.push(await world.rows(database, `SELECT * FROM ${table}${state} ORDER BY ALL`));
    }
  }
  return found;
}
