import { SqlError } from "../engine/engine.ts";

/** Dialects whose text has to be translated before the engine can read it. */
export type TranslatedDialect = "postgres" | "snowflake";

/**
 * Keeps the translator, which recurses, from running out of stack: nesting that its own limits let
 * through takes at least as many tokens.
 */
export const MAX_TRANSLATED_TOKENS = 8000;

/**
 * Spells one statement of another system in the engine's SQL. The translator is WebAssembly of some
 * 23 MB, loaded when the first such statement comes; it computes on the calling thread.
 *
 * @throws {SqlError} naming the dialect and what was not understood
 */
export async function translateSql(sqlText: string, dialect: TranslatedDialect): Promise<string> {
  const { transpile, Dialect } = await import("@polyglot-sql/sdk");
  const source = dialect === "snowflake" ? Dialect.Snowflake : Dialect.PostgreSQL;
  let result: ReturnType<typeof transpile>;
  try {
    result = transpile(sqlText, source, Dialect.DuckDB, {
      unsupportedLevel: "raise",
      complexityGuard: { maxTokens: MAX_TRANSLATED_TOKENS },
    });
  } catch {
    throw tooComplex(dialect);
  }
  if (!result.success || result.sql === undefined) {
    throw notUnderstood(dialect, result.error ?? "", {
      sqlText,
      start: result.errorStart ?? undefined,
    });
  }
  const [only, ...others] = result.sql;
  if (only === undefined || others.length > 0) {
    throw new SqlError("Several statements were sent: only one statement per request is allowed.");
  }
  return only;
}

/** @param place where the translator stopped, counted in Unicode characters */
function notUnderstood(
  dialect: TranslatedDialect,
  error: string,
  place: { readonly sqlText: string; readonly start: number | undefined },
): SqlError {
  if (/E_GUARD_|call stack/.test(error)) return tooComplex(dialect);
  const characters = Array.from(place.sqlText);
  const before = place.start === undefined ? undefined : characters.slice(0, place.start).join("");
  const near =
    place.start === undefined
      ? ""
      : characters
          .slice(place.start, place.start + 20)
          .join("")
          .trim();
  const reason = error.replace(
    /^(?:Parse|Tokenize|Tokenization) error at line \d+, column \d+: /,
    "",
  );
  const where = near === "" ? "" : ` near '${near}'`;
  return new SqlError(
    `The statement is not understood in dialect ${dialect}${where}: ${reason || "no reason given"}.`,
    before?.length,
  );
}

function tooComplex(dialect: TranslatedDialect): SqlError {
  return new SqlError(
    `The statement is too long or too deeply nested to be translated from dialect ${dialect}: ` +
      "split it with WITH, load long lists of values into a table, or write it in dialect hotsql.",
  );
}
