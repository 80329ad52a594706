import type { EditedStatement, Editing } from "./edit-statement.ts";
import type { SqlToken } from "./sql-token.ts";

/** Characters that join into one operator when nothing stands between them. */
const OPERATOR = /^[~!@#^&|`?+\-*/%<>=]$/;

/**
 * PostgreSQL's `~` and `!~` look for a match anywhere, DuckDB's want the whole text: they are spelled
 * as operators of our own that bind alike. A `~` before its only operand stays what it is.
 */
export function editRegexOperators(statement: EditedStatement, { edits, tokens }: Editing): void {
  const unary = new Set(
    statement.findings.calls
      .filter(({ name }) => name === "~")
      .map(({ node }) => statement.offsetOf(node)),
  );
  for (const run of operatorRuns(tokens.tokens)) {
    const spelled = run.map(({ text }) => text).join("");
    const part = { start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 };
    if (spelled === "~" && !unary.has(part.start)) edits.replace(part, "@~");
    if (spelled === "!~") edits.replace(part, "!@~");
  }
}

function operatorRuns(tokens: readonly SqlToken[]): SqlToken[][] {
  const runs: SqlToken[][] = [];
  let before: SqlToken | undefined;
  for (const token of tokens) {
    const isOperator = token.kind === "symbol" && OPERATOR.test(token.text);
    const continues = isOperator && before?.end === token.start;
    if (isOperator && continues) runs.at(-1)?.push(token);
    else if (isOperator) runs.push([token]);
    before = isOperator ? token : undefined;
  }
  return runs;
}
