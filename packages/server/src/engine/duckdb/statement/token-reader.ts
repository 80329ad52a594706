import { isKeyword, isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";

/** Walks the tokens of a statement from the left, passing over white space and comments. */
export class TokenReader {
  readonly #tokens: readonly SqlToken[];
  readonly #significant: readonly SqlToken[];
  #next = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
    this.#significant = tokens.filter((token) => !isTrivia(token));
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#significant.length;
  }

  peek(ahead = 0): SqlToken | undefined {
    return this.#significant[this.#next + ahead];
  }

  take(): SqlToken | undefined {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Passes over one of the keywords (in upper case), if it is next. */
  skip(...keywords: readonly string[]): boolean {
    const found = keywords.some((keyword) => isKeyword(this.peek(), keyword));
    if (found) this.#next += 1;
    return found;
  }

  skipSymbol(symbol: string): boolean {
    const found = isSymbol(this.peek(), symbol);
    if (found) this.#next += 1;
    return found;
  }

  /** What is left, white space and comments included. */
  rest(): readonly SqlToken[] {
    const next = this.peek();
    return next === undefined ? [] : this.#tokens.slice(this.#tokens.indexOf(next));
  }
}
