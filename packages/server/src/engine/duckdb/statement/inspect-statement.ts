import { SqlError } from "../../engine.ts";
import { canonicalSql } from "./canonical-sql.ts";
import { findExplainPrefix } from "./explain-prefix.ts";
import { findHugeintCasts } from "./hugeint-casts.ts";
import { inspectTree } from "./inspect-tree.ts";
import type { InspectedStatement } from "./inspected-statement.ts";
import { notReading } from "./reading-statements.ts";
import { findShowStatement } from "./show-statement.ts";
import { onlyStatement } from "./split-statements.ts";
import { isTrivia, type SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { isTreeObject, type TreeObject } from "./syntax-tree.ts";
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
  const inspected = findShowTables(statement) ?? (await inspectExplained(parser, statement));
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
