import { SqlError } from "../../engine.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";

const READING = [
  "SELECT",
  "WITH",
  "VALUES",
  "FROM",
  "TABLE",
  "DESCRIBE",
  "SHOW",
  "SUMMARIZE",
  "PIVOT",
  "UNPIVOT",
  "EXPLAIN",
];
const WRITES_AFTER_WITH = ["INSERT", "UPDATE", "DELETE", "MERGE"];

/** The refusal of a statement that DuckDB can parse but that is not a plain read. */
export function notReading(statement: readonly SqlToken[]): SqlError {
  const first = statement[0];
  const write = isKeyword(first, "WITH") ? findOutsideParentheses(statement) : first;
  const keyword = write?.text.toUpperCase() ?? "";
  if (write === undefined || READING.includes(keyword) || isSymbol(first, "(")) {
    return pivotWithoutValues(statement);
  }
  return new SqlError(
    `${keyword} is refused: only reading statements are allowed: ${READING.join(", ")}.`,
    write.start,
  );
}

function findOutsideParentheses(statement: readonly SqlToken[]): SqlToken | undefined {
  let depth = 0;
  return statement.find((token) => {
    if (isSymbol(token, "(")) depth += 1;
    if (isSymbol(token, ")")) depth -= 1;
    return depth === 0 && WRITES_AFTER_WITH.some((keyword) => isKeyword(token, keyword));
  });
}

/** The one read that DuckDB runs as several statements: it has to look the values up first. */
function pivotWithoutValues(statement: readonly SqlToken[]): SqlError {
  const pivot = statement.find((token) => /^pivot/i.test(token.text));
  return new SqlError(
    "PIVOT needs its values listed: write PIVOT ... ON column IN (value, ...) USING ...",
    pivot?.start,
  );
}
