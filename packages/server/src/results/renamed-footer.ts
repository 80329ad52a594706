/** Kinds of values in Thrift's compact protocol. */
const BOOLEANS = new Set([1, 2]);
const BYTE = 3;
const VARINTS = new Set([4, 5, 6]);
const DOUBLE = 7;
const BINARY = 8;
const LISTS = new Set([9, 10]);
const STRUCT = 12;

/** Field ids of Parquet's metadata, as steps from its root; list items are steps of their own. */
const SCHEMA_NAME = "2.item.4";
const SCHEMA_CHILDREN = "2.item.5";
const COLUMN_PATH = "4.item.1.item.3.3.item";

/**
 * Metadata of a Parquet file with other names for its columns; all else stays as it is, byte by
 * byte, so the pages that it points to need not be touched.
 *
 * @param names one for each column, in order; columns within columns keep theirs
 * @throws Error when it is no such metadata
 */
export function renamedFooter(metadata: Uint8Array, names: readonly string[]): Buffer {
  return new FooterCopy(metadata, names).copy();
}

class FooterCopy {
  readonly #source: Buffer;
  readonly #names: readonly string[];
  readonly #pieces: Buffer[] = [];
  /** What comes before was copied. */
  #copied = 0;
  #at = 0;
  /** New names by old ones, of columns that are not within others. */
  readonly #renamed = new Map<string, string>();
  /** Of the schema's elements, from the root down: how many are still to come on each level. */
  readonly #open: number[] = [];
  #isTopLevel = false;
  /** Place in the list of strings that is being read. */
  #item = 0;

  constructor(metadata: Uint8Array, names: readonly string[]) {
    this.#source = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
    this.#names = names;
  }

  copy(): Buffer {
    this.#struct("");
    this.#pieces.push(this.#source.subarray(this.#copied));
    if (this.#renamed.size !== this.#names.length) {
      throw new Error(`${this.#renamed.size} columns for ${this.#names.length} names`);
    }
    return Buffer.concat(this.#pieces);
  }

  #struct(path: string): void {
    const isElement = path === "2.item";
    if (isElement) this.#beginElement();
    let children = 0;
    for (let id = 0, header = this.#byte(); header !== 0; header = this.#byte()) {
      const delta = header >> 4;
      id = delta === 0 ? this.#signed() : id + delta;
      const step = path === "" ? String(id) : `${path}.${id}`;
      const value = this.#value(header & 15, step);
      if (step === SCHEMA_CHILDREN) children = value;
    }
    if (isElement && children > 0) this.#open.push(children);
  }

  /** Counts the schema's elements, which come in the order of a walk through the tree. */
  #beginElement(): void {
    while (this.#open.at(-1) === 0) this.#open.pop();
    this.#isTopLevel = this.#open.length === 1;
    const left = this.#open.pop();
    if (left !== undefined) this.#open.push(left - 1);
  }

  /** Passes a value; returns it when it is a number. */
  #value(kind: number, path: string): number {
    if (VARINTS.has(kind)) return this.#signed();
    if (kind === BINARY) this.#binary(path);
    else if (kind === STRUCT) this.#struct(path);
    else if (LISTS.has(kind)) this.#list(`${path}.item`);
    else if (kind === BYTE) this.#at += 1;
    else if (kind === DOUBLE) this.#at += 8;
    else if (!BOOLEANS.has(kind)) throw new Error(`unknown kind ${kind} in a file's metadata`);
    return 0;
  }

  #list(path: string): void {
    const header = this.#byte();
    const size = header >> 4 === 15 ? this.#unsigned() : header >> 4;
    const kind = header & 15;
    for (let item = 0; item < size; item += 1) {
      this.#item = item;
      // In a list, unlike in a struct, a boolean takes a byte.
      if (BOOLEANS.has(kind)) this.#at += 1;
      else this.#value(kind, path);
    }
  }

  #binary(path: string): void {
    const begin = this.#at;
    const length = this.#unsigned();
    const text = this.#source.toString("utf8", this.#at, this.#at + length);
    this.#at += length;
    const name = this.#newName(path, text);
    if (name === undefined) return;
    const bytes = Buffer.from(name);
    this.#pieces.push(this.#source.subarray(this.#copied, begin), varint(bytes.length), bytes);
    this.#copied = this.#at;
  }

  #newName(path: string, name: string): string | undefined {
    if (path === COLUMN_PATH && this.#item === 0) return this.#renamed.get(name);
    if (path !== SCHEMA_NAME || !this.#isTopLevel) return undefined;
    const renamed = this.#names[this.#renamed.size];
    if (renamed !== undefined) this.#renamed.set(name, renamed);
    return renamed;
  }

  #byte(): number {
    const byte = this.#source[this.#at];
    if (byte === undefined) throw new Error("a file's metadata ends too early");
    this.#at += 1;
    return byte;
  }

  #unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** Of zigzag form; beyond 2^53 not exact, which only counts of rows and offsets could be. */
  #signed(): number {
    const value = this.#unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}
