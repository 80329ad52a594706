/** One lexical element of SQL text; offsets are UTF-16 positions in that text. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type SqlTokenKind =
  | "space"
  | "line-comment"
  | "block-comment"
  /** A keyword or an unquoted identifier. */
  | "word"
  | "quoted-identifier"
  | "string"
  | "number"
  /** One character of punctuation or of an operator. */
  | "symbol";

/** White space and comments: everything that separates other tokens. */
export function isTrivia(token: SqlToken): boolean {
  return token.kind === "space" || token.kind === "line-comment" || token.kind === "block-comment";
}

/** Is the token this unquoted keyword? `keyword` is in upper case. */
export function isKeyword(token: SqlToken | undefined, keyword: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === keyword;
}

/** Is the token this punctuation character? */
export function isSymbol(token: SqlToken | undefined, symbol: string): boolean {
  return token?.kind === "symbol" && token.text === symbol;
}
