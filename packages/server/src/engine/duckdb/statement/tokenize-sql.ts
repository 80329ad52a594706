import type { SqlToken, SqlTokenKind } from "./sql-token.ts";

/** What DuckDB takes for white space: PostgreSQL's set, and these Unicode spaces. */
const SPACE = String.raw`[ \t\n\r\f\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]`;
const LETTER = String.raw`[A-Za-z_[[^\x00-\x7f]--${SPACE}]]`;

const space = new RegExp(`${SPACE}+`, "vy");
const lineComment = /--[^\n\r]*/vy;
const word = new RegExp(`${LETTER}[0-9$${LETTER}]*`, "vy");
const number = /[0-9][0-9A-Za-z_]*/vy;
const dollarTag = new RegExp(String.raw`\$(?:${LETTER}[0-9${LETTER}]*)?\$`, "vy");

/**
 * Splits SQL text by DuckDB's lexical rules. Never fails: what is not closed runs to the end of the
 * text, and the parser is left to say so.
 */
export function tokenizeSql(sqlText: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let start = 0;
  while (start < sqlText.length) {
    const { kind, end } = tokenAt(sqlText, start);
    tokens.push({ kind, text: sqlText.slice(start, end), start, end });
    start = end;
  }
  return tokens;
}

interface TokenEnd {
  readonly kind: SqlTokenKind;
  readonly end: number;
}

function tokenAt(sqlText: string, start: number): TokenEnd {
  const character = sqlText.charAt(start);
  if (character === "'") return { kind: "string", end: endOfQuoted(sqlText, start, "'") };
  if (character === '"')
    return { kind: "quoted-identifier", end: endOfQuoted(sqlText, start, '"') };
  if (sqlText.startsWith("/*", start)) return blockComment(sqlText, start);
  if (/[eE]/.test(character) && sqlText.charAt(start + 1) === "'") {
    return { kind: "string", end: endOfEscapeString(sqlText, start) };
  }
  return (
    match(space, "space", sqlText, start) ??
    match(lineComment, "line-comment", sqlText, start) ??
    match(word, "word", sqlText, start) ??
    match(number, "number", sqlText, start) ??
    dollarString(sqlText, start) ?? { kind: "symbol", end: start + 1 }
  );
}

function match(
  pattern: RegExp,
  kind: SqlTokenKind,
  sqlText: string,
  start: number,
): TokenEnd | undefined {
  pattern.lastIndex = start;
  return pattern.test(sqlText) ? { kind, end: pattern.lastIndex } : undefined;
}

/** A doubled quote stands for itself. */
function endOfQuoted(sqlText: string, start: number, quote: string): number {
  let close = sqlText.indexOf(quote, start + 1);
  while (close >= 0 && sqlText.charAt(close + 1) === quote) {
    close = sqlText.indexOf(quote, close + 2);
  }
  return close < 0 ? sqlText.length : close + 1;
}

function endOfEscapeString(sqlText: string, start: number): number {
  let at = start + 2;
  while (at < sqlText.length) {
    const character = sqlText.charAt(at);
    if (character === "\\") at += 2;
    else if (character !== "'") at += 1;
    else if (sqlText.charAt(at + 1) === "'") at += 2;
    else return at + 1;
  }
  return sqlText.length;
}

/** Block comments nest. One that is not closed is kept as a symbol, to be refused by the parser. */
function blockComment(sqlText: string, start: number): TokenEnd {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(sqlText); found !== null; found = mark.exec(sqlText)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return { kind: "block-comment", end: mark.lastIndex };
  }
  return { kind: "symbol", end: sqlText.length };
}

function dollarString(sqlText: string, start: number): TokenEnd | undefined {
  dollarTag.lastIndex = start;
  const tag = dollarTag.exec(sqlText)?.[0];
  if (tag === undefined) return undefined;
  const close = sqlText.indexOf(tag, start + tag.length);
  return { kind: "string", end: close < 0 ? sqlText.length : close + tag.length };
}
