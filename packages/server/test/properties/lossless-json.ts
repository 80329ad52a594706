/** A number as it was written. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonNode = null | boolean | string | NumberText | readonly JsonNode[] | JsonMembers;

/** Members in the order of the text, as often as it has them: JavaScript's objects reorder keys. */
export class JsonMembers {
  readonly entries: readonly (readonly [string, JsonNode])[];

  constructor(entries: readonly (readonly [string, JsonNode])[]) {
    this.entries = entries;
  }

  get(name: string): JsonNode | undefined {
    return this.entries.find(([key]) => key === name)?.[1];
  }
}

/** Reads JSON and loses nothing of it: digits, the order of members, repeated names. */
export function parseJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const node = reader.node();
  reader.end();
  return node;
}

const TOKEN =
  /[ \t\r\n]*(?:("(?:[^"\\]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([[\]{},:]))/y;

class JsonReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  node(): JsonNode {
    const { string, number, word, sign } = this.#token();
    if (string !== undefined) return textOf(string);
    if (number !== undefined) return new NumberText(number);
    if (word !== undefined) return word === "null" ? null : word === "true";
    if (sign === "[") return this.#list();
    if (sign === "{") return this.#members();
    throw this.#error();
  }

  end(): void {
    if (this.#text.slice(this.#position).trim() !== "") throw this.#error();
  }

  #list(): JsonNode[] {
    const nodes: JsonNode[] = [];
    if (this.#take("]")) return nodes;
    for (;;) {
      nodes.push(this.node());
      if (this.#take("]")) return nodes;
      this.#expect(",");
    }
  }

  #members(): JsonMembers {
    const entries: (readonly [string, JsonNode])[] = [];
    if (this.#take("}")) return new JsonMembers(entries);
    for (;;) {
      const { string } = this.#token();
      if (string === undefined) throw this.#error();
      this.#expect(":");
      entries.push([textOf(string), this.node()]);
      if (this.#take("}")) return new JsonMembers(entries);
      this.#expect(",");
    }
  }

  #take(sign: string): boolean {
    const before = this.#position;
    if (this.#token().sign === sign) return true;
    this.#position = before;
    return false;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#error();
  }

  #token() {
    TOKEN.lastIndex = this.#position;
    const match = TOKEN.exec(this.#text);
    if (match === null) throw this.#error();
    this.#position = TOKEN.lastIndex;
    const [, string, number, word, sign] = match;
    return { string, number, word, sign };
  }

  #error(): Error {
    const near = this.#text.slice(Math.max(0, this.#position - 40), this.#position + 40);
    return new Error(`not JSON at ${this.#position}: ${near}`);
  }
}

function textOf(quoted: string): string {
  return String(JSON.parse(quoted));
}
