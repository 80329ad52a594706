import assert from "node:assert/strict";
import { test } from "node:test";
import { SqlError, type TableReference } from "../../src/engine/engine.ts";
import { inspectStatement } from "../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "../engine/statement/open-parser.ts";
import { aimAttack, attackClasses, paperTarget } from "./attacks.ts";

const parser = await openParser();

for (const { name, attacks } of attackClasses) {
  test(`sandbox class "${name}" does not pass the statement check`, async () => {
    assert.ok(attacks.length >= 6);
    for (const attack of attacks) {
      const sqlText = aimAttack(attack, paperTarget);
      assert.ok(await isStopped(sqlText), `passed: ${sqlText}`);
    }
  });
}

/** Refused at once, or certain to be refused when the caller looks the table up. */
async function isStopped(sqlText: string): Promise<boolean> {
  try {
    const { tables } = await inspectStatement(parser, sqlText);
    return tables.some((table) => !isOwnTable(table));
  } catch (error) {
    assert.ok(error instanceof SqlError, `${sqlText} failed with ${String(error)}`);
    return true;
  }
}

function isOwnTable({ catalog = "default", schema = "main", table }: TableReference): boolean {
  return catalog === "default" && schema === "main" && table === "mine";
}
