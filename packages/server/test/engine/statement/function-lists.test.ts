import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { isAllowed, takeFunctionCensus } from "../../../scripts/function-census.ts";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { SqlError } from "../../../src/engine/engine.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
after(() => {
  connection.closeSync();
  instance.closeSync();
});
const census = await takeFunctionCensus(connection);

test("every function of the engine is either allowed or refused", () => {
  assert.ok(census.functions.length > 500);
  assert.deepEqual(census.undecided, []);
  assert.deepEqual(census.contradictory, []);
  assert.deepEqual(census.missing, []);
});

test("a macro is allowed only if its body would pass as well", async () => {
  const macros = census.functions.filter(isAllowed).flatMap((found) => found.macroDefinitions);
  assert.ok(macros.length > 50);
  for (const body of macros) {
    const { tables } = await inspectStatement(parser, `SELECT ${body}`);
    assert.deepEqual(tables, [], body);
  }
});

test("what is not allowed is refused under every spelling", async () => {
  for (const { name, place } of census.functions.filter((found) => !isAllowed(found))) {
    const upper = `"${name.toUpperCase()}"`;
    for (const call of [`${upper}(1)`, `main.${upper}(1)`, `system.main.${upper}()`]) {
      const sqlText = place === "from" ? `SELECT * FROM ${call}` : `SELECT ${call}`;
      await assert.rejects(inspectStatement(parser, sqlText), SqlError, sqlText);
    }
  }
});
