import { RewrittenSql } from "./rewritten-sql.ts";
import { isKeyword, isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";

/**
 * Writes a statement's tokens so that DuckDB reads them as meant: without comments and Unicode
 * spaces (which shift DuckDB's positions), and with `default.` quoted, a reserved word to DuckDB
 * and the name of every database's own catalog here.
 *
 * @param prefix put before the statement
 */
export function canonicalSql(tokens: readonly SqlToken[], prefix = ""): RewrittenSql {
  const sql = new RewrittenSql();
  const start = tokens.find((token) => !isTrivia(token))?.start ?? 0;
  if (prefix !== "") sql.insert(prefix, start);
  let gap: SqlToken[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isTrivia(token)) {
      gap.push(token);
      continue;
    }
    if (token.start > start) writeGap(sql, gap);
    gap = [];
    writeToken(sql, token, isKeyword(token, "DEFAULT") && isDotNext(tokens, index));
  }
  return sql;
}

function isDotNext(tokens: readonly SqlToken[], index: number): boolean {
  let next = index + 1;
  for (let token = tokens[next]; token !== undefined && isTrivia(token); token = tokens[next]) {
    next += 1;
  }
  return isSymbol(tokens[next], ".");
}

function writeToken(sql: RewrittenSql, token: SqlToken, quoted: boolean): void {
  if (quoted) sql.insert('"', token.start);
  sql.copy(token.text, token.start);
  if (quoted) sql.insert('"', token.end);
}

const PLAIN_SPACE = /^[ \t\n\r\f]*$/;

/** A line break is kept: it joins two string literals into one. */
function writeGap(sql: RewrittenSql, gap: readonly SqlToken[]): void {
  const [first] = gap;
  if (first === undefined) return;
  if (gap.length === 1 && first.kind === "space" && PLAIN_SPACE.test(first.text)) {
    sql.copy(first.text, first.start);
    return;
  }
  const broken = gap.some((token) => token.kind === "space" && /[\n\r]/.test(token.text));
  sql.insert(broken ? "\n" : " ", first.start);
}
