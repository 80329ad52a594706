export interface CacheSizes<Value> {
  /** Most bytes of all values together. */
  readonly maxBytes: number;
  /** A larger value is not kept: it would push out all others. `maxBytes` when absent. */
  readonly maxValueBytes?: number;
  readonly bytesOf: (value: Value) => number;
}

/** Keeps the values used last, within a number of bytes. */
export class SizedCache<Key, Value> {
  readonly #sizes: CacheSizes<Value>;
  readonly #values = new Map<Key, Value>();
  #bytes = 0;

  constructor(sizes: CacheSizes<Value>) {
    this.#sizes = sizes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    const { maxBytes, maxValueBytes = maxBytes, bytesOf } = this.#sizes;
    const bytes = bytesOf(value);
    if (bytes > maxValueBytes) return;
    this.#values.set(key, value);
    this.#bytes += bytes;
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= maxBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#bytes -= this.#sizes.bytesOf(value);
  }
}
