import type { JsonNode, JsonObject } from "./json-node.ts";

/** The text is no JSON at a place. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** The text ends before the value does. */
export class JsonEndError extends JsonSyntaxError {}

const MAX_DEPTH = 500;
const NUMBER = /-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|Infinity)|NaN/y;
const WORDS = { t: "true", f: "false", n: "null" } as const;
/** Above this many keys a set finds repeated ones faster. */
const FEW_KEYS = 12;

/**
 * Reads one value after the other from a text, strictly: a key twice in one object and half of a
 * surrogate pair are errors. `NaN`, `Infinity` and `-Infinity` are numbers, as some programs write
 * them.
 */
export class JsonParser {
  readonly #text: string;
  #position: number;

  constructor(text: string, position = 0) {
    this.#text = text;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  /** The next character after white space; undefined at the end. */
  peek(): string | undefined {
    this.#skipSpace();
    return this.#text[this.#position];
  }

  moveTo(position: number): void {
    this.#position = position;
  }

  /** Passes over the character that `peek` has shown. */
  skip(): void {
    this.#position += 1;
  }

  /** @throws {JsonSyntaxError} */
  value(depth = 0): JsonNode {
    if (depth > MAX_DEPTH) throw this.#error(`values are nested more than ${MAX_DEPTH} deep`);
    switch (this.peek()) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"': {
        const start = this.#position;
        const text = this.#string();
        return { kind: "string", text, start, end: this.#position };
      }
      case "t":
        return this.#word("t");
      case "f":
        return this.#word("f");
      case "n":
        return this.#word("n");
      case undefined:
        throw this.#endError();
      default:
        return this.#number();
    }
  }

  #object(depth: number): JsonObject {
    const start = this.#position;
    const keys: string[] = [];
    const values: JsonNode[] = [];
    this.skip();
    if (this.peek() === "}") this.skip();
    else {
      do {
        if (this.peek() !== '"') throw this.#unexpected("a key in quotes");
        const place = this.#position;
        const key = this.#string();
        keys.push(key);
        if (keys.length <= FEW_KEYS && keys.indexOf(key) < keys.length - 1) throw twice(key, place);
        if (this.peek() !== ":") throw this.#unexpected('":"');
        this.skip();
        values.push(this.value(depth + 1));
      } while (this.#goesOn("}"));
    }
    if (keys.length > FEW_KEYS) refuseTwice(keys, start);
    return { kind: "object", keys, values, start, end: this.#position };
  }

  #array(depth: number): JsonNode {
    const start = this.#position;
    const items: JsonNode[] = [];
    this.skip();
    if (this.peek() === "]") this.skip();
    else {
      do items.push(this.value(depth + 1));
      while (this.#goesOn("]"));
    }
    return { kind: "array", items, start, end: this.#position };
  }

  /** Whether there is a comma; else the closing bracket is passed over. */
  #goesOn(close: "}" | "]"): boolean {
    const next = this.peek();
    if (next !== "," && next !== close) throw this.#unexpected(`"," or "${close}"`);
    this.skip();
    return next === ",";
  }

  #word(first: keyof typeof WORDS): JsonNode {
    const start = this.#position;
    const word = WORDS[first];
    if (!this.#text.startsWith(word, start)) {
      if (word.startsWith(this.#text.slice(start))) throw this.#endError();
      throw this.#unexpected("a value");
    }
    this.#position += word.length;
    return { kind: first === "n" ? "null" : "boolean", start, end: this.#position };
  }

  #number(): JsonNode {
    const start = this.#position;
    NUMBER.lastIndex = start;
    if (!NUMBER.test(this.#text)) {
      if (/^(-|-?I[a-z]*|N|Na)$/.test(this.#text.slice(start, start + 10))) throw this.#endError();
      throw this.#unexpected("a value");
    }
    this.#position = NUMBER.lastIndex;
    const next = this.#text[this.#position];
    if (next !== undefined && /[0-9A-Za-z.+_-]/.test(next)) throw this.#unexpected("a number");
    return { kind: "number", start, end: this.#position };
  }

  #string(): string {
    const text = this.#text;
    const start = this.#position + 1;
    let hasEscape = false;
    for (let end = start; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 34) {
        this.#position = end + 1;
        return hasEscape ? this.#unescaped(start - 1, end + 1) : text.slice(start, end);
      }
      if (code === 92) {
        hasEscape = true;
        end += 1;
      } else if (code < 32) {
        throw new JsonSyntaxError("a string has a control character that is not escaped", end);
      }
    }
    throw this.#endError();
  }

  #unescaped(start: number, end: number): string {
    let value: unknown;
    try {
      value = JSON.parse(this.#text.slice(start, end));
    } catch {
      throw new JsonSyntaxError("a string has a bad escape", start);
    }
    if (typeof value !== "string" || !value.isWellFormed()) {
      throw new JsonSyntaxError("a string has half of a surrogate pair, which is no text", start);
    }
    return value;
  }

  #skipSpace(): void {
    for (; this.#position < this.#text.length; this.#position += 1) {
      const code = this.#text.charCodeAt(this.#position);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  #unexpected(wanted: string): JsonSyntaxError {
    const next = this.peek();
    if (next === undefined) return this.#endError();
    return this.#error(`there is ${JSON.stringify(next)} where ${wanted} should be`);
  }

  #endError(): JsonEndError {
    return new JsonEndError("the text ends in the middle of a value", this.#text.length);
  }

  #error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.#position);
  }
}

function refuseTwice(keys: readonly string[], position: number): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw twice(key, position);
    seen.add(key);
  }
}

function twice(key: string, position: number): JsonSyntaxError {
  return new JsonSyntaxError(`an object has the key ${JSON.stringify(key)} twice`, position);
}
