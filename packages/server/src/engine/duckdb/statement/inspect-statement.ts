import { type SqlDialect, SqlError } from "../../engine.ts";
import { checkTokens } from "./check-tokens.ts";
import { findExplainPrefix } from "./explain-prefix.ts";
import { inspectRead, type ReadOptions } from "./inspect-read.ts";
import type { InspectedStatement, RunText } from "./inspected-statement.ts";
import { onlyStatement } from "./only-statement.ts";
import { readInDialect } from "./read-in-dialect.ts";
import { findDescribed, findShowSql } from "./show-statement.ts";
import type { SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { tokenizeSql } from "./tokenize-sql.ts";

export type { InspectedStatement } from "./inspected-statement.ts";
export { StatementParser } from "./statement-parser.ts";

/** Characters of SQL text taken at most: the syntax tree is some fifty times as large. */
const MAX_SQL_LENGTH = 1_000_000;

const DEFAULTS: StatementOptions = { dialect: "hotsql", hasParameters: false };

export interface StatementOptions {
  readonly dialect: SqlDialect;
  /** Values were sent for parameters. */
  readonly hasParameters: boolean;
}

/**
 * The first wall between a user and the engine: turns submitted text into one reading statement
 * whose tables are all known, or refuses it.
 *
 * @throws {SqlError} saying what is wrong, what to do, and where in the submitted text
 */
export async function inspectStatement(
  parser: StatementParser,
  sqlText: string,
  { dialect, hasParameters }: StatementOptions = DEFAULTS,
): Promise<InspectedStatement> {
  // No text holds a NUL character, so that a key has one reading.
  const key = `${dialect}\0${hasParameters ? "?" : ""}\0${sqlText}`;
  const known = parser.inspected.find(key);
  if (known !== undefined) return known;
  checkText(sqlText);
  const statement = submittedStatement(sqlText, dialect);
  const inspected = await inspectExplained(parser, statement, { dialect, hasParameters });
  parser.inspected.set(key, inspected);
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

/** Backslashes escape quotes in Snowflake's texts: only its translator can count statements then. */
function submittedStatement(sqlText: string, dialect: SqlDialect): readonly SqlToken[] {
  const tokens = tokenizeSql(sqlText);
  checkTokens(tokens);
  return dialect === "snowflake" && sqlText.includes("\\") ? tokens : onlyStatement(tokens);
}

/** The explained statement is checked on its own, then EXPLAIN is put before it again. */
async function inspectExplained(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: ReadOptions,
): Promise<InspectedStatement> {
  const prefix = findExplainPrefix(statement);
  if (prefix === undefined) return inspectShown(parser, statement, options);
  if (prefix.rest.length === 0) {
    throw new SqlError("EXPLAIN needs a statement to explain, for example EXPLAIN SELECT 1.");
  }
  const explained = await readInDialect(parser, prefix.rest, options);
  return {
    ...explained,
    ...withPrefix(prefix.text, explained),
    nearest: explained.nearest && withPrefix(prefix.text, explained.nearest),
    partial: explained.partial && withPrefix(prefix.text, explained.partial),
    kind: prefix.analyze ? "explain-analyze" : "explain",
    hugeintCasts: undefined,
  };
}

function withPrefix(prefix: string, explained: RunText): RunText {
  return {
    sqlText: prefix + explained.sqlText,
    hasParameters: explained.hasParameters,
    toSubmittedPosition: (position) =>
      explained.toSubmittedPosition(Math.max(0, position - prefix.length)),
    withDistances: (distances) => withPrefix(prefix, explained.withDistances(distances)),
    // A plan shows what is there by name.
    withRelations: () => undefined,
  };
}

/** SHOW and DESCRIBE are answered by SELECTs of our own, anything else is read as it is. */
async function inspectShown(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: ReadOptions,
): Promise<InspectedStatement> {
  const showSql = findShowSql(statement, options.dialect);
  if (showSql !== undefined) {
    const shown = await inspectRead(parser, tokenizeSql(showSql), {
      dialect: "hotsql",
      hasParameters: options.hasParameters,
    });
    return { ...shown, toSubmittedPosition: () => 0 };
  }
  const described = findDescribed(statement);
  if (described === undefined) return readInDialect(parser, statement, options);
  const { kind, prefix, rest } = described;
  const inspected = await readInDialect(parser, rest, { ...options, prefix });
  return { ...inspected, kind };
}
