import { SqlError } from "../../engine.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";
import { TokenIndex } from "./token-index.ts";

const DIFFERENCES = ["DATEDIFF", "TIMESTAMPDIFF", "TIMEDIFF"];
const SHORTER_THAN_DAY =
  /^'?(h|hh|hours?|hrs?|m|mi|min|mins|minutes?|s|ss|secs?|seconds?|\w*seconds?|[mun]s)'?$/i;

/**
 * Translation puts a cast to DATE around what DATEDIFF counts between. For units below a day that is
 * taken back, which must not take back a cast that was written.
 *
 * @throws {SqlError} when the two cannot be told apart
 */
export function checkDateDiff(sqlText: string): void {
  const index = new TokenIndex(sqlText);
  for (const [position, token] of index.tokens.entries()) {
    if (!DIFFERENCES.some((name) => isKeyword(token, name))) continue;
    if (!SHORTER_THAN_DAY.test(index.at(position + 2)?.text ?? "")) continue;
    const closing = index.findClosing(position + 1) ?? position;
    if (!index.tokens.slice(position, closing).some(isDateCast)) continue;
    throw new SqlError(
      `${token.text.toUpperCase()} in hours or less of a DATE is not translated from dialect ` +
        "snowflake: cast to TIMESTAMP instead.",
      token.start,
    );
  }
}

/** The type's name after `::` or AS, or the function that casts. */
function isDateCast(token: SqlToken, index: number, tokens: readonly SqlToken[]): boolean {
  if (isKeyword(token, "TO_DATE")) return true;
  const before = tokens[index - 1];
  return isKeyword(token, "DATE") && (isSymbol(before, ":") || isKeyword(before, "AS"));
}
