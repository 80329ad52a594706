import { MAX_TRANSLATED_TOKENS, translateSql } from "../../../dialects/translate-sql.ts";
import { SqlError } from "../../engine.ts";
import { checkDateDiff } from "./check-date-diff.ts";
import { inspectRead, type ReadOptions } from "./inspect-read.ts";
import type { InspectedStatement, RunText } from "./inspected-statement.ts";
import { onlyStatement } from "./only-statement.ts";
import { isKeyword, isTrivia, type SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { tokenizeSql } from "./tokenize-sql.ts";

/** DuckDB's parser, which is PostgreSQL's, does not know the form; a translation may be known. */
const UNKNOWN_FORM = /^(Parser Error: |Error during planning: Invalid function )/;

/** The translator takes these operators' texts for keys, and answers something else. */
const MISTRANSLATED = /#>|#-|\?[|&]/;

/**
 * Inspects a read in the dialect it is written in. PostgreSQL's grammar is for the most part DuckDB's
 * own: its statements are translated only when they are not understood as they are, which keeps
 * their spelling, their column names and the positions in errors.
 *
 * @throws {SqlError} as `inspectRead` does, and when there is no translation
 */
export async function readInDialect(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: ReadOptions,
): Promise<InspectedStatement> {
  const isTableName = options.prefix !== undefined && options.prefix !== "";
  const { dialect } = options;
  if (dialect === "snowflake" && !isTableName) {
    return readTranslated(parser, statement, { ...options, dialect });
  }
  try {
    return await inspectRead(parser, statement, options);
  } catch (error) {
    const isUnknown = error instanceof SqlError && UNKNOWN_FORM.test(error.message);
    const text = statement.map((token) => token.text).join("");
    const isTranslatable =
      isUnknown &&
      !isTableName &&
      !MISTRANSLATED.test(text) &&
      statement.filter((token) => !isTrivia(token)).length <= MAX_TRANSLATED_TOKENS;
    if (dialect !== "postgres" || !isTranslatable) throw error;
    return readAsPostgres(parser, statement, { ...options, dialect, error });
  }
}

interface PostgresOptions extends ReadOptions {
  readonly dialect: "postgres";
  /** Why the statement cannot be read as it is. */
  readonly error: SqlError;
}

async function readAsPostgres(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: PostgresOptions,
): Promise<InspectedStatement> {
  try {
    return await readTranslated(parser, statement, options);
  } catch (error) {
    const isUnknown = error instanceof SqlError && UNKNOWN_FORM.test(error.message);
    // Of two alike the one that speaks of the submitted text says more.
    throw isUnknown ? options.error : error;
  }
}

interface TranslatedOptions extends ReadOptions {
  readonly dialect: "postgres" | "snowflake";
}

async function readTranslated(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: TranslatedOptions,
): Promise<InspectedStatement> {
  refuseLostJoin(statement);
  const start = statement[0]?.start ?? 0;
  const sqlText = statement.map(({ text }) => text).join("");
  const translated = await translate(sqlText, options.dialect, start);
  if (options.dialect === "snowflake") checkDateDiff(sqlText);
  try {
    const tokens = onlyStatement(tokenizeSql(translated));
    const inspected = await inspectRead(parser, tokens, options);
    const { nearest, partial } = inspected;
    return {
      ...inspected,
      ...withoutPositions(inspected),
      nearest: nearest && withoutPositions(nearest),
      partial: partial && withoutPositions(partial),
    };
  } catch (error) {
    // A position in the translation is none in the submitted text.
    throw error instanceof SqlError ? new SqlError(error.message) : error;
  }
}

function withoutPositions(text: RunText): RunText {
  return {
    sqlText: text.sqlText,
    hasParameters: text.hasParameters,
    toSubmittedPosition: () => undefined,
    withDistances: (distances) => withoutPositions(text.withDistances(distances)),
    withRelations: (relationOf) => {
      const placed = text.withRelations(relationOf);
      return placed && withoutPositions(placed);
    },
  };
}

/** The translator drops the joined table and answers with the rest. */
function refuseLostJoin(statement: readonly SqlToken[]): void {
  const tokens = statement.filter((token) => !isTrivia(token));
  const lost = tokens.find(
    (token, index) =>
      (isKeyword(token, "SEMI") || isKeyword(token, "ANTI")) &&
      isKeyword(tokens[index + 1], "JOIN"),
  );
  if (lost === undefined) return;
  throw new SqlError(
    `${lost.text.toUpperCase()} JOIN cannot be translated: write WHERE EXISTS or NOT EXISTS with a ` +
      "subquery, or send the statement in dialect hotsql.",
    lost.start,
  );
}

async function translate(
  sqlText: string,
  dialect: "postgres" | "snowflake",
  start: number,
): Promise<string> {
  try {
    return await translateSql(sqlText, dialect);
  } catch (error) {
    if (!(error instanceof SqlError) || error.position === undefined) throw error;
    throw new SqlError(error.message, error.position + start);
  }
}
