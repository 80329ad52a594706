import { test } from "node:test";
import * as fc from "fast-check";
import { checkFormats } from "./check-formats.ts";
import { tables, tableSql } from "./generated-table.ts";
import { PropertyWorld } from "./property-world.ts";
import { runOptions } from "./run-options.ts";

test("a loaded table is the same in every format, value by value", async (t) => {
  const world = await PropertyWorld.open(t);
  const database = await world.createDatabase();
  await fc.assert(
    fc.asyncProperty(tables(8), async (table) => {
      const file = await world.parquet(tableSql(table));
      await world.load(database, "t", { mode: "replace", file });
      const resultId = await world.result(database, "SELECT * FROM t ORDER BY place");
      await checkFormats(world, resultId, table);
    }),
    runOptions(30),
  );
});
