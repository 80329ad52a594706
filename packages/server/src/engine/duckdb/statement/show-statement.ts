import { SqlError } from "../../engine.ts";
import { allowedFunctions, allowedTableFunctions } from "./allowed-functions.ts";
import { canonicalSql } from "./canonical-sql.ts";
import { RewrittenSql } from "./rewritten-sql.ts";
import type { SqlToken } from "./sql-token.ts";
import { TokenReader } from "./token-reader.ts";

/** Is the statement exactly `SHOW TABLES`? */
export function isShowTables(statement: readonly SqlToken[]): boolean {
  return isWords(statement, "SHOW", "TABLES");
}

/**
 * Spells a statement for DuckDB, which lacks `SHOW COLUMNS FROM table` and whose own list of
 * functions would name those that are refused.
 */
export function spellStatement(statement: readonly SqlToken[]): RewrittenSql {
  if (isWords(statement, "SHOW", "FUNCTIONS")) {
    const sql = new RewrittenSql();
    sql.insert(listFunctions(), statement[0]?.start ?? 0);
    return sql;
  }
  const reader = new TokenReader(statement);
  if (!reader.skip("SHOW") || !reader.skip("COLUMNS") || !reader.skip("FROM", "IN")) {
    return canonicalSql(statement);
  }
  if (reader.isAtEnd) {
    throw new SqlError(
      "SHOW COLUMNS FROM needs a table name, for example SHOW COLUMNS FROM orders.",
    );
  }
  return canonicalSql(reader.rest(), "DESCRIBE ");
}

function isWords(statement: readonly SqlToken[], ...words: readonly string[]): boolean {
  const reader = new TokenReader(statement);
  return words.every((keyword) => reader.skip(keyword)) && reader.isAtEnd;
}

function listFunctions(): string {
  const names = new Set([...allowedFunctions, ...allowedTableFunctions]);
  const words = [...names].filter((name) => /^[a-z]/.test(name)).toSorted();
  const rows = words.map((name) => `('${name}')`).join(", ");
  return `SELECT function_name FROM (VALUES ${rows}) AS functions(function_name)`;
}
