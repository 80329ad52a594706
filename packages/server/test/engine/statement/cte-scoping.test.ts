import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";
import { Random } from "./random.ts";
import { names, randomQuery } from "./random-query.ts";

const parser = await openParser();
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
after(() => {
  connection.closeSync();
  instance.closeSync();
});

/** One catalog for each subset of the table names, holding these tables and no others. */
async function createCatalogs(): Promise<void> {
  for (let subset = 0; subset < 2 ** names.length; subset += 1) {
    await connection.run(`ATTACH ':memory:' AS "${catalogOf(namesIn(subset))}"`);
    for (const name of namesIn(subset)) {
      await connection.run(`CREATE TABLE "${catalogOf(namesIn(subset))}".main.${name} (v INTEGER)`);
    }
  }
}

function namesIn(subset: number): string[] {
  return names.filter((_, index) => (subset >> index) % 2 === 1);
}

function catalogOf(tables: Iterable<string>): string {
  return `only_${[...tables].toSorted().join("")}`;
}

/** What DuckDB says to a query where only these tables exist; undefined when it is content. */
async function bindError(sqlText: string, tables: Iterable<string>): Promise<string | undefined> {
  await connection.run(`USE "${catalogOf(tables)}"`);
  try {
    (await connection.prepare(sqlText)).destroySync();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test("DuckDB needs the reported tables and no others, however CTEs hide them", async () => {
  await createCatalogs();
  const random = new Random(20_260_101);
  let bound = 0;
  let needed = 0;
  for (let round = 0; round < 250; round += 1) {
    const sqlText = randomQuery(random, 3);
    const { tables } = await inspectStatement(parser, sqlText);
    const reported = new Set(tables.map(({ table }) => table.toLowerCase()));
    const error = await bindError(sqlText, reported);
    assert.doesNotMatch(error ?? "", /does not exist/, `not reported in: ${sqlText}`);
    if (error !== undefined) continue;
    bound += 1;
    for (const name of reported) {
      const others = [...reported].filter((other) => other !== name);
      const missing = await bindError(sqlText, others);
      assert.match(
        missing ?? "content",
        /does not exist|Circular reference/,
        `${name}: ${sqlText}`,
      );
      needed += 1;
    }
  }
  assert.ok(bound > 150, `only ${bound} queries were bound`);
  assert.ok(needed > 150, `only ${needed} tables were needed`);
});
