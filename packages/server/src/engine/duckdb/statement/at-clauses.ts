import { SqlError, type TableVersion } from "../../engine.ts";
import { isKeyword, isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";
import { parseAtTimestamp } from "./at-timestamp.ts";

/** `AT (VERSION => n)` or `AT (TIMESTAMP => t)`, found in a statement's text. */
export interface AtClause {
  /** Where AT stands in the submitted text. */
  readonly start: number;
  readonly at: TableVersion;
}

export interface TakenAtClauses {
  /** The statement without the clauses. */
  readonly tokens: readonly SqlToken[];
  readonly clauses: readonly AtClause[];
}

/**
 * Takes the clauses out of a statement: the engine is handed the table's right snapshot instead.
 * Nothing else in SQL looks like `AT (VERSION =>` or `AT (TIMESTAMP =>`.
 */
export function takeAtClauses(tokens: readonly SqlToken[]): TakenAtClauses {
  if (!tokens.some((token) => isKeyword(token, "AT"))) return { tokens, clauses: [] };
  const significant = tokens.filter((token) => !isTrivia(token));
  const clauses: AtClause[] = [];
  const taken = new Set<SqlToken>();
  for (const [index, token] of significant.entries()) {
    if (!isAtClause(significant, index)) continue;
    const end = closingIndex(significant, index);
    clauses.push({ start: token.start, at: parseVersion(significant.slice(index + 2, end)) });
    for (const part of significant.slice(index, end + 1)) taken.add(part);
  }
  return { tokens: tokens.filter((token) => !taken.has(token)), clauses };
}

function isAtClause(tokens: readonly SqlToken[], index: number): boolean {
  const unit = tokens[index + 2];
  return (
    isKeyword(tokens[index], "AT") &&
    isSymbol(tokens[index + 1], "(") &&
    (isKeyword(unit, "VERSION") || isKeyword(unit, "TIMESTAMP")) &&
    isSymbol(tokens[index + 3], "=") &&
    isSymbol(tokens[index + 4], ">")
  );
}

function closingIndex(tokens: readonly SqlToken[], atIndex: number): number {
  let depth = 0;
  for (let index = atIndex + 1; index < tokens.length; index += 1) {
    if (isSymbol(tokens[index], "(")) depth += 1;
    if (isSymbol(tokens[index], ")")) depth -= 1;
    if (depth === 0) return index;
  }
  throw new SqlError(
    "The AT clause is not closed: write AT (VERSION => 3).",
    tokens[atIndex]?.start,
  );
}

/** @param inside from VERSION or TIMESTAMP to before the closing parenthesis */
function parseVersion(inside: readonly SqlToken[]): TableVersion {
  const value = inside.slice(3);
  const [first] = value;
  if (isKeyword(inside[0], "TIMESTAMP")) return { timestamp: parseAtTimestamp(value) };
  const version = Number(first?.text);
  if (value.length !== 1 || first?.kind !== "number" || !Number.isSafeInteger(version)) {
    throw new SqlError(
      "AT (VERSION => ...) takes the number of a snapshot, for example AT (VERSION => 3).",
      first?.start ?? inside[0]?.start,
    );
  }
  return { version };
}
