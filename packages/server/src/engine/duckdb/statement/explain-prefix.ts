import { SqlError } from "../../engine.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";
import { TokenReader } from "./token-reader.ts";

/** What stands before the statement that an EXPLAIN explains. */
export interface ExplainPrefix {
  readonly analyze: boolean;
  /** The prefix spelled anew, with a trailing space. */
  readonly text: string;
  /** The explained statement. */
  readonly rest: readonly SqlToken[];
}

const ANALYZE = ["ANALYZE", "ANALYSE"];
const FORMATS = ["TEXT", "JSON", "GRAPHVIZ", "YAML", "MERMAID"];

/** Reads `EXPLAIN [ANALYZE] [VERBOSE]` or `EXPLAIN (option, ...)`; undefined for anything else. */
export function findExplainPrefix(statement: readonly SqlToken[]): ExplainPrefix | undefined {
  const reader = new TokenReader(statement);
  if (!reader.skip("EXPLAIN")) return undefined;
  if (isOptionList(reader)) return readOptionList(reader);
  const analyze = reader.skip(...ANALYZE);
  reader.skip("VERBOSE");
  return { analyze, text: analyze ? "EXPLAIN ANALYZE " : "EXPLAIN ", rest: reader.rest() };
}

/** Tells `EXPLAIN (FORMAT JSON) SELECT 1` from `EXPLAIN (SELECT 1)`. */
function isOptionList(reader: TokenReader): boolean {
  const options = [...ANALYZE, "FORMAT", "VERBOSE"];
  return isSymbol(reader.peek(), "(") && options.some((name) => isKeyword(reader.peek(1), name));
}

function readOptionList(reader: TokenReader): ExplainPrefix {
  reader.take();
  let analyze = false;
  let format: string | undefined;
  while (!reader.skipSymbol(")")) {
    if (reader.skip(...ANALYZE)) analyze = true;
    else if (reader.skip("FORMAT")) format = readFormat(reader);
    else if (!reader.skip("VERBOSE")) throw unknownOption(reader.take());
    reader.skipSymbol(",");
  }
  const options = [analyze ? ["ANALYZE"] : [], format === undefined ? [] : [`FORMAT ${format}`]];
  const list = options.flat().join(", ");
  return { analyze, text: list === "" ? "EXPLAIN " : `EXPLAIN (${list}) `, rest: reader.rest() };
}

function readFormat(reader: TokenReader): string {
  const token = reader.take();
  const name = token?.text.replaceAll(/['"]/g, "").toUpperCase() ?? "";
  if (!FORMATS.includes(name)) throw unknownOption(token);
  return name;
}

function unknownOption(token: SqlToken | undefined): SqlError {
  return new SqlError(
    `EXPLAIN does not take ${token === undefined ? "this" : `'${token.text}'`} here: its options ` +
      `are ANALYZE, VERBOSE and FORMAT with one of ${FORMATS.join(", ")}.`,
    token?.start,
  );
}
