import { exactNumber } from "./exact-number.ts";
import type { NumberMode } from "./exact-number.ts";
import { freeMark, markNumbers, markOutsideStrings } from "./mark-numbers.ts";

/**
 * Parses JSON without losing digits; see {@link NumberMode} for what becomes of numbers. By default
 * `number` where that is exact, larger integers `bigint`, and decimals beyond a double's precision
 * a `string` of their digits.
 *
 * @param text - JSON.
 * @param numbers - What numbers become; default `number`.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string, numbers: NumberMode = "number"): unknown {
  const parsed = new ParsedJson(text, numbers);
  return typeof parsed.value === "number"
    ? exactNumber(text.trim(), numbers)
    : parsed.convert(parsed.value);
}

/** JSON in which numbers still have to take their final form, since that depends on the place. */
export class ParsedJson {
  /** Holds the numbers that a double may change as marked strings. */
  readonly value: unknown;
  readonly #mode: NumberMode;
  readonly #mark: string;
  readonly #isMarked: boolean;

  /** @throws SyntaxError when the text is not JSON. */
  constructor(text: string, mode: NumberMode) {
    this.#mode = mode;
    this.#mark = freeMark(text);
    const marked = markNumbers(text, mode, this.#mark);
    this.#isMarked = marked.length !== text.length;
    try {
      this.value = JSON.parse(marked);
    } catch {
      this.value = JSON.parse(markOutsideStrings(text, mode, this.#mark));
    }
  }

  /** A value that is no array or object, as in the mode `number`. */
  plain(value: unknown): unknown {
    return typeof value === "string" ? this.#unmark(value, "number") : value;
  }

  /** Gives every number in a part of the value the form of the mode, in place. */
  convert(part: unknown): unknown {
    if (!this.#isMarked && this.#mode === "number") return part;
    const nested: object[] = [];
    const result = this.#convertOne(part, nested);
    for (let node = nested.pop(); node !== undefined; node = nested.pop()) {
      this.#convertMembers(node, nested);
    }
    return result;
  }

  #convertMembers(node: object, nested: object[]): void {
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index += 1) {
        const member: unknown = node[index];
        const converted = this.#convertOne(member, nested);
        // Most cells stay as they are, and writing costs more than looking.
        if (converted !== member) node[index] = converted;
      }
    } else {
      for (const [key, member] of Object.entries(node)) {
        Reflect.set(node, key, this.#convertOne(member, nested));
      }
    }
  }

  /** Not recursive: nesting must not overflow the stack. */
  #convertOne(value: unknown, nested: object[]): unknown {
    if (typeof value === "string") return this.#unmark(value, this.#mode);
    if (typeof value === "object" && value !== null) nested.push(value);
    if (typeof value !== "number" || this.#mode === "number") return value;
    if (this.#mode === "string") return String(value);
    return Number.isInteger(value) ? BigInt(value) : value;
  }

  #unmark(text: string, mode: NumberMode): unknown {
    return text.charCodeAt(0) === 0x7f && text.startsWith(this.#mark)
      ? exactNumber(text.slice(this.#mark.length), mode)
      : text;
  }
}
