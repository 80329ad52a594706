import { SqlError } from "../../engine.ts";
import { findExplainPrefix } from "./explain-prefix.ts";
import type { InspectedStatement } from "./inspected-statement.ts";
import { inspectRead } from "./inspect-read.ts";
import { onlyStatement } from "./only-statement.ts";
import { isShowTables } from "./show-statement.ts";
import type { SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { tokenizeSql } from "./tokenize-sql.ts";

export type { InspectedStatement } from "./inspected-statement.ts";
export { StatementParser } from "./statement-parser.ts";

/** Characters of SQL text taken at most: the syntax tree is some fifty times as large. */
const MAX_SQL_LENGTH = 1_000_000;

/**
 * The first wall between a user and the engine: turns submitted text into one reading statement
 * whose tables are all known, or refuses it.
 *
 * @throws {SqlError} saying what is wrong, what to do, and where in the submitted text
 */
export async function inspectStatement(
  parser: StatementParser,
  sqlText: string,
): Promise<InspectedStatement> {
  const known = parser.inspected.find(sqlText);
  if (known !== undefined) return known;
  checkText(sqlText);
  const statement = onlyStatement(tokenizeSql(sqlText));
  const inspected = isShowTables(statement)
    ? showTables()
    : await inspectExplained(parser, statement);
  parser.inspected.add(sqlText, inspected);
  return inspected;
}

function checkText(sqlText: string): void {
  if (sqlText.length > MAX_SQL_LENGTH) {
    throw new SqlError(
      `The SQL text has ${sqlText.length} characters, at most ${MAX_SQL_LENGTH} are allowed: ` +
        "load long lists of values into a table and join it.",
    );
  }
  // DuckDB would read the text up to here and silently drop the rest.
  const nul = sqlText.indexOf("\0");
  if (nul >= 0) throw new SqlError("The SQL text holds a NUL character: remove it.", nul);
  if (!sqlText.isWellFormed()) {
    throw new SqlError("The SQL text is not valid Unicode: it holds half a surrogate pair.");
  }
}

function showTables(): InspectedStatement {
  return {
    kind: "show-tables",
    sqlText: "SHOW TABLES",
    tables: [],
    hugeintCasts: undefined,
    toSubmittedPosition: () => 0,
  };
}

/** The explained statement is checked on its own, then EXPLAIN is put before it again. */
async function inspectExplained(
  parser: StatementParser,
  statement: readonly SqlToken[],
): Promise<InspectedStatement> {
  const prefix = findExplainPrefix(statement);
  if (prefix === undefined) return inspectRead(parser, statement);
  if (prefix.rest.length === 0) {
    throw new SqlError("EXPLAIN needs a statement to explain, for example EXPLAIN SELECT 1.");
  }
  const explained = await inspectRead(parser, prefix.rest);
  const offset = prefix.text.length;
  return {
    kind: prefix.analyze ? "explain-analyze" : "explain",
    sqlText: prefix.text + explained.sqlText,
    tables: explained.tables,
    hugeintCasts: undefined,
    toSubmittedPosition: (position) =>
      explained.toSubmittedPosition(Math.max(0, position - offset)),
  };
}
