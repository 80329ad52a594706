import { SqlError } from "../../engine.ts";
import { isKeyword, type SqlToken } from "./sql-token.ts";

/** DuckDB's parser takes time that grows with the square of their number: 0.1 s for so many. */
const MAX_CONJUNCTIONS = 10_000;

/**
 * Refuses what would keep DuckDB's parser busy for long; nobody else's statement is read meanwhile.
 *
 * @throws {SqlError} when a comment has no end, or AND and OR stand in the text too often
 */
export function checkTokens(tokens: readonly SqlToken[]): void {
  // To find that thousands of nested comments have no end takes it minutes.
  const open = tokens.find(({ kind, text }) => kind === "symbol" && text.startsWith("/*"));
  if (open !== undefined) {
    throw new SqlError(
      "Parser Error: unterminated /* comment: write */ where it ends, once for each /* within it.",
      open.start,
    );
  }
  const conjunctions = tokens.filter((token) => isKeyword(token, "AND") || isKeyword(token, "OR"));
  if (conjunctions.length > MAX_CONJUNCTIONS) {
    throw new SqlError(
      `The statement has ${conjunctions.length} times AND or OR, at most ${MAX_CONJUNCTIONS} are ` +
        "allowed: write column IN (value, ...), or load the values into a table and join it.",
      conjunctions[MAX_CONJUNCTIONS]?.start,
    );
  }
}
