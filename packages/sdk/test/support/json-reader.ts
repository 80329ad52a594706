/**
 * A second, plain reader of JSON text to compare with: takes one character after the other, and
 * hands every number's text to `toNumber`.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function readJson(text: string, toNumber: (literal: string) => unknown): unknown {
  return new JsonReader(text, toNumber).read();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Anything but plain characters: escapes, and control characters, which JSON forbids. */
const NEEDS_UNESCAPING = /[^\x20-\x5b\x5d-\uffff]/;

class JsonReader {
  readonly #text: string;
  readonly #toNumber: (literal: string) => unknown;
  #at = 0;

  constructor(text: string, toNumber: (literal: string) => unknown) {
    this.#text = text;
    this.#toNumber = toNumber;
  }

  read(): unknown {
    const value = this.#value();
    if (this.#peek() !== "") this.#fail();
    return value;
  }

  #value(): unknown {
    switch (this.#peek()) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
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

  #object(): Record<string, unknown> {
    this.#at += 1;
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
    this.#at += 1;
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
    return this.#toNumber(literal);
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
