import { SqlError } from "../../engine.ts";
import { isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";

/** The tokens of the one statement that the text holds, without surrounding semicolons. */
export function onlyStatement(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  for (const token of tokens) {
    if (!isSymbol(token, ";")) {
      current.push(token);
      continue;
    }
    statements.push(current);
    current = [];
  }
  statements.push(current);
  const filled = statements.filter((statement) => !statement.every(isTrivia));
  const [only, second] = filled;
  if (only === undefined) {
    throw new SqlError("The SQL text is empty: send one statement, for example SELECT 1.");
  }
  if (second !== undefined) {
    throw new SqlError(
      "Several statements were sent: only one statement per request is allowed.",
      second.find((token) => !isTrivia(token))?.start,
    );
  }
  return only;
}
