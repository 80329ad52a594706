import { isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";
import { tokenizeSql } from "./tokenize-sql.ts";

/** The tokens of a text, without white space and comments, found by where they start. */
export class TokenIndex {
  readonly tokens: readonly SqlToken[];
  readonly #byStart: ReadonlyMap<number, number>;

  constructor(sqlText: string) {
    this.tokens = tokenizeSql(sqlText).filter((token) => !isTrivia(token));
    this.#byStart = new Map(this.tokens.map(({ start }, index) => [start, index]));
  }

  /** Index of the token that starts at an offset of the text. */
  find(offset: number | undefined): number | undefined {
    return offset === undefined ? undefined : this.#byStart.get(offset);
  }

  at(index: number): SqlToken | undefined {
    return this.tokens[index];
  }

  /** Index of the parenthesis that closes the one at `openIndex`. */
  findClosing(openIndex: number): number | undefined {
    let depth = 0;
    for (let index = openIndex; index < this.tokens.length; index += 1) {
      if (isSymbol(this.tokens[index], "(")) depth += 1;
      if (isSymbol(this.tokens[index], ")")) depth -= 1;
      if (depth === 0) return index;
    }
    return undefined;
  }
}
