import { exactNumber } from "./exact-number.ts";

/** Deepest nesting of arrays and objects; far above what any result holds. */
const MAX_DEPTH = 1_000;

/**
 * Finds text in which some number may not survive as a double: 16 or more digits (a point counts
 * as one), or an exponent. Text that merely looks so costs time, never exactness.
 */
const MAY_LOSE_DIGITS = /[\d.]{16}|(?:^|[[:,\s])-?\d[\d.]*[eE]/;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Anything but plain characters: escapes, and control characters, which JSON forbids. */
const NEEDS_UNESCAPING = /[^\x20-\x5b\x5d-\uffff]/;

/**
 * Parses JSON without losing digits. Numbers become `number` when that is exact, larger integers
 * `bigint`, and decimals beyond a double's precision a `string` of their digits.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  return MAY_LOSE_DIGITS.test(text) ? new JsonReader(text).read() : JSON.parse(text);
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value();
    if (this.#peek() !== "") this.#fail();
    return value;
  }

  #value(): unknown {
    switch (this.#peek()) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new SyntaxError(`JSON is nested deeper than ${MAX_DEPTH} levels`);
    }
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    if (this.#take("}")) return object;
    do {
      if (this.#peek() !== '"') this.#fail();
      const key = this.#string();
      if (!this.#take(":")) this.#fail();
      setOwn(object, key, this.#value());
    } while (this.#take(","));
    if (!this.#take("}")) this.#fail();
    return object;
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    if (this.#take("]")) return array;
    do {
      array.push(this.#value());
    } while (this.#take(","));
    if (!this.#take("]")) this.#fail();
    return array;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end !== -1 && this.#isEscaped(end, start)) {
      end = this.#text.indexOf('"', end + 1);
    }
    if (end === -1) this.#fail();
    this.#at = end + 1;
    const content = this.#text.slice(start + 1, end);
    return NEEDS_UNESCAPING.test(content) ? String(JSON.parse(`"${content}"`)) : content;
  }

  #isEscaped(quote: number, start: number): boolean {
    let at = quote - 1;
    while (at > start && this.#text.charCodeAt(at) === 0x5c) at -= 1;
    return (quote - 1 - at) % 2 === 1;
  }

  #number(): unknown {
    NUMBER.lastIndex = this.#at;
    const literal = NUMBER.exec(this.#text)?.[0];
    if (literal === undefined) this.#fail();
    this.#at += literal.length;
    return literal.length < 16 && !/[eE]/.test(literal) ? Number(literal) : exactNumber(literal);
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail();
    this.#at += word.length;
    return value;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  /** The next character after white space; empty at the end. */
  #peek(): string {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) {
        return this.#text.charAt(this.#at);
      }
      this.#at += 1;
    }
  }

  #fail(): never {
    const found = this.#at < this.#text.length ? `"${this.#text.charAt(this.#at)}"` : "the end";
    throw new SyntaxError(`unexpected ${found} at position ${this.#at} of the JSON text`);
  }
}

/** A key `__proto__` must become a property like any other. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}
