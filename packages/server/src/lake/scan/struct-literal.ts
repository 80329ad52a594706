import type { ColumnNode } from "../columns/column-node.ts";
import { checkNested } from "./nested-match.ts";
import { physicalOf } from "./physical-column.ts";

/**
 * Rewrites an inlined struct as text that casts to the column's type. DuckLake clients keep a
 * struct as an SQL literal (`{'d': CAST('2026-01-01' AS DATE)}`), but the lists and maps inside it
 * as plain text. Fields are matched by column id: they may have been renamed since.
 */
export function structText(literal: string, column: ColumnNode, written: ColumnNode): string {
  const reader = new LiteralReader(literal);
  const text = reader.struct(column, written);
  reader.expectEnd();
  return text;
}

class LiteralReader {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  struct(column: ColumnNode, written: ColumnNode): string {
    if (this.#take(/NULL/y)) return "NULL";
    const values = new Map<number, string>();
    this.#expect(/\{/y);
    for (const child of written.children) {
      if (values.size > 0) this.#expect(/, /y);
      this.#expect(/'(?:[^']|'')*': /y);
      const target = column.children.find(({ id }) => id === child.id);
      values.set(child.id, this.#value(target ?? child, child));
    }
    this.#expect(/\}/y);
    const fields = column.children.map(({ id, name, initialDefault }) => {
      const value = values.get(id) ?? (initialDefault === null ? "NULL" : quoted(initialDefault));
      return `${quoted(name)}: ${value}`;
    });
    return `{${fields.join(", ")}}`;
  }

  expectEnd(): void {
    if (this.#offset < this.#text.length) throw this.#unexpected();
  }

  #value(column: ColumnNode, written: ColumnNode): string {
    if (written.typeName === "struct") return this.struct(column, written);
    if (written.children.length > 0) {
      checkNested(column, physicalOf(written), { from: "text" });
      return this.#take(/NULL/y) ?? this.#nestedText();
    }
    if (this.#take(/CAST\(/y)) {
      const text = this.#string();
      this.#expect(/ AS [^()]+\)/y);
      return quoted(text);
    }
    if (this.#take(/CONCAT\(/y)) return quoted(this.#concatenation());
    if (this.#text[this.#offset] === "'") return quoted(this.#string());
    return this.#expect(/[^,{}[\]']+/y);
  }

  /** How text with a zero byte is spelled: `'a', chr(0), 'b')`. */
  #concatenation(): string {
    let text = "";
    do {
      text += this.#take(/chr\(0\)/y) ? "\0" : this.#string();
    } while (this.#take(/, /y));
    this.#expect(/\)/y);
    return text;
  }

  #string(): string {
    return this.#expect(/'(?:[^']|'')*'/y)
      .slice(1, -1)
      .replaceAll("''", "'");
  }

  /** A list or map up to its closing bracket; quoted text inside may hold brackets. */
  #nestedText(): string {
    const start = this.#offset;
    let depth = 0;
    do {
      const piece = this.#expect(/'(?:[^'\\]|\\.)*'|[[\]{}]|[^'[\]{}]+/sy);
      if (piece === "[" || piece === "{") depth += 1;
      if (piece === "]" || piece === "}") depth -= 1;
    } while (depth > 0);
    return this.#text.slice(start, this.#offset);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#offset += found.length;
    return found;
  }

  #expect(pattern: RegExp): string {
    const found = this.#take(pattern);
    if (found === undefined) throw this.#unexpected();
    return found;
  }

  #unexpected(): Error {
    return new Error(`an inlined struct is spelled in an unknown way at character ${this.#offset}`);
  }
}

/** Quoted as text inside a nested value. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
