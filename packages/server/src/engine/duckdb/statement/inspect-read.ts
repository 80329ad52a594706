import { SqlError } from "../../engine.ts";
import { findHugeintCasts } from "./hugeint-casts.ts";
import { inspectTree } from "./inspect-tree.ts";
import type { InspectedStatement } from "./inspected-statement.ts";
import { notReading } from "./not-reading.ts";
import { parserError } from "./parser-error.ts";
import type { RewrittenSql } from "./rewritten-sql.ts";
import { spellStatement } from "./show-statement.ts";
import { isTrivia, type SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { isTreeObject, type TreeObject } from "./syntax-tree.ts";

/**
 * Inspects a statement that is no EXPLAIN.
 *
 * @throws {SqlError} when it does not parse, does not only read, or does more than is permitted
 */
export async function inspectRead(
  parser: StatementParser,
  statement: readonly SqlToken[],
): Promise<InspectedStatement> {
  const sql = spellStatement(statement);
  const outcome = await parser.parse(sql.text);
  if (outcome.kind === "not-reading") {
    throw notReading(statement.filter((token) => !isTrivia(token)));
  }
  if (outcome.kind === "error") {
    throw parserError(outcome.message, codePointPosition(sql, outcome.codePointPosition));
  }
  const toPosition = bytePositions(sql);
  const tree = onlyTree(outcome.statements);
  const tables = inspectTree(tree, (node) => toPosition(node["query_location"]));
  return {
    kind: "select",
    sqlText: sql.text,
    tables,
    hugeintCasts: findHugeintCasts(tree["node"]),
    toSubmittedPosition: (position) => sql.toSubmittedPosition(position),
  };
}

function onlyTree(statements: readonly unknown[]): TreeObject {
  const [statement] = statements;
  // The tokenizer has counted already; DuckDB has the last word.
  if (statements.length !== 1 || !isTreeObject(statement)) {
    throw new SqlError("Several statements were sent: only one statement per request is allowed.");
  }
  return statement;
}

/** Errors of DuckDB's parser count code points. */
function codePointPosition(sql: RewrittenSql, count: number | undefined): number | undefined {
  if (count === undefined) return undefined;
  const before = Array.from(sql.text).slice(0, count).join("");
  return sql.toSubmittedPosition(before.length);
}

/** Nodes of DuckDB's syntax tree count bytes of UTF-8. */
function bytePositions(sql: RewrittenSql): (bytePosition: unknown) => number | undefined {
  const bytes = Buffer.from(sql.text);
  const isAscii = bytes.length === sql.text.length;
  return (bytePosition) => {
    if (typeof bytePosition !== "number") return undefined;
    const position = isAscii ? bytePosition : bytes.toString("utf8", 0, bytePosition).length;
    return sql.toSubmittedPosition(position);
  };
}
