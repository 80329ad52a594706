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

/**
 * The refusal of a statement that DuckDB can parse but that is not a plain read.
 *
 * @param statement without white space and comments
 */
export function notReading(statement: readonly SqlToken[]): SqlError {
  const [first] = statement;
  if (isKeyword(first, "EXPLAIN")) {
    return new SqlError("EXPLAIN cannot explain another EXPLAIN: write it once.", first?.start);
  }
  const pivot = statement.find(({ kind, text }) => kind === "word" && /^pivot/i.test(text));
  const culprit = findWriteAfterWith(statement) ?? first;
  const keyword = culprit?.text.toUpperCase() ?? "";
  if (pivot !== undefined && (READING.includes(keyword) || !/^[A-Z]/.test(keyword))) {
    return pivotWithoutValues(pivot);
  }
  return new SqlError(
    `${keyword} is refused: only reading statements are allowed: ${READING.join(", ")}.`,
    culprit?.start,
  );
}

function findWriteAfterWith(statement: readonly SqlToken[]): SqlToken | undefined {
  if (!isKeyword(statement[0], "WITH")) return undefined;
  let depth = 0;
  return statement.find((token) => {
    if (isSymbol(token, "(")) depth += 1;
    if (isSymbol(token, ")")) depth -= 1;
    return depth === 0 && WRITES_AFTER_WITH.some((keyword) => isKeyword(token, keyword));
  });
}

/** The one read that DuckDB runs as several statements: it has to look the values up first. */
function pivotWithoutValues(pivot: SqlToken): SqlError {
  return new SqlError(
    "PIVOT needs its values listed: write PIVOT ... ON column IN (value, ...) USING ...",
    pivot.start,
  );
}
