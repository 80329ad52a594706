/** Vectors of texts that were searched for lately: paging asks for the same ones again. */
export class QueryVectors {
  readonly #byKey = new Map<string, Float32Array>();
  readonly #capacity: number;

  constructor(capacity = 256) {
    this.#capacity = capacity;
  }

  get(key: string): Float32Array | undefined {
    const vector = this.#byKey.get(key);
    if (vector !== undefined) this.put(key, vector);
    return vector;
  }

  /** What was not asked for the longest time goes. */
  put(key: string, vector: Float32Array): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, vector);
    if (this.#byKey.size <= this.#capacity) return;
    const [oldest] = this.#byKey.keys();
    if (oldest !== undefined) this.#byKey.delete(oldest);
  }
}
