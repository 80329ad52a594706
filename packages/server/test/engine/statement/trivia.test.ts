import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { SqlError } from "../../../src/engine/engine.ts";
import { isTrivia } from "../../../src/engine/duckdb/statement/sql-token.ts";
import { tokenizeSql } from "../../../src/engine/duckdb/statement/tokenize-sql.ts";
import { acceptedStatements } from "./accepted-statements.ts";
import { openParser } from "./open-parser.ts";
import { Random } from "./random.ts";

const parser = await openParser();

const broken = ["\n", "\r\n\t", " -- ; ' \" $$ /*\n", "--\n--\u00e9\n\u00a0"];
const unbroken = [" ", "\t ", "/* ; ' \" $$ -- */", "/* /* \u00e9 */ */", "\u00a0", "\u3000\ufeff"];

/** Replaces white space and comments by others; a line break stays one, a gap stays a gap. */
function respace(sqlText: string, random: Random): string {
  let inGap = false;
  const parts = tokenizeSql(sqlText).map((token) => {
    if (!isTrivia(token)) {
      inGap = false;
      return token.text;
    }
    const isBreak = token.kind === "space" && /[\n\r]/.test(token.text);
    if (inGap && !isBreak) return "";
    inGap = true;
    return random.pick(isBreak ? broken : unbroken);
  });
  return parts.join("");
}

/** What DuckDB understands, without positions in the text. */
async function meaningOf(sqlText: string): Promise<unknown> {
  const { sqlText: checked } = await inspectStatement(parser, sqlText);
  const outcome = await parser.parse(checked);
  assert.equal(outcome.kind, "tree");
  return withoutPositions(outcome);
}

test("white space and comments do not change what a statement means", async () => {
  const random = new Random(7);
  for (const [sqlText] of acceptedStatements) {
    const meaning = await meaningOf(sqlText);
    for (let round = 0; round < 3; round += 1) {
      const respaced = respace(sqlText, random);
      assert.deepEqual(await meaningOf(respaced), meaning, JSON.stringify(respaced));
    }
  }
});

test("the tokens of a text make up the text, whatever it is", () => {
  const random = new Random(11);
  const bits = [
    "a",
    "default",
    ".",
    "'",
    '"',
    "$",
    "$x$",
    "e'",
    "\\",
    "--",
    "/*",
    "*/",
    "\n",
    " ",
    "1",
    "\u00a0",
    "\u00e9",
    ";",
  ];
  for (let round = 0; round < 2000; round += 1) {
    const text = Array.from({ length: 1 + random.below(12) }, () => random.pick(bits)).join("");
    const tokens = tokenizeSql(text);
    assert.equal(tokens.map((token) => token.text).join(""), text);
    assert.ok(tokens.every((token) => token.end > token.start));
  }
});

test("texts of odd pieces are refused or keep DuckDB's own reading", async () => {
  const random = new Random(13);
  const bits = [
    "a",
    "default",
    ".",
    "'x'",
    '"y"',
    "'",
    '"',
    "$$",
    "$x$",
    "e'\\''",
    "--",
    "/*",
    "*/",
    "\n",
    " ",
    "1",
    ",",
    "(",
    ")",
    "\u00e9",
    "+",
  ];
  let compared = 0;
  for (let round = 0; round < 4000; round += 1) {
    const text = `SELECT ${Array.from({ length: 1 + random.below(9) }, () => random.pick(bits)).join("")}`;
    const raw = await parser.parse(text);
    if (raw.kind !== "tree" || raw.statements.length !== 1) continue;
    try {
      assert.deepEqual(await meaningOf(text), withoutPositions(raw), JSON.stringify(text));
      compared += 1;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      assert.doesNotMatch(error.message, /^Parser Error/, JSON.stringify(text));
    }
  }
  assert.ok(compared > 200, `only ${compared} texts could be compared`);
});

function withoutPositions(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree), (key: string, value: unknown) =>
    key === "query_location" ? undefined : value,
  );
}
