const MAX_ENTRIES = 512;
const MAX_TEXT_LENGTH = 16_384;
const MAX_TOTAL_LENGTH = 1_048_576;

/** Keeps the values of the texts used last, within a bound on their number and total length. */
export class StatementCache<T> {
  readonly #byText = new Map<string, T>();
  #totalLength = 0;

  find(text: string): T | undefined {
    const value = this.#byText.get(text);
    if (value === undefined) return undefined;
    this.#byText.delete(text);
    this.#byText.set(text, value);
    return value;
  }

  /** Takes the place of an earlier value. Long texts are not kept. */
  set(text: string, value: T): void {
    if (text.length > MAX_TEXT_LENGTH) return;
    if (!this.#byText.has(text)) this.#totalLength += text.length;
    this.#byText.set(text, value);
    for (const oldest of this.#byText.keys()) {
      if (this.#byText.size <= MAX_ENTRIES && this.#totalLength <= MAX_TOTAL_LENGTH) return;
      this.#byText.delete(oldest);
      this.#totalLength -= oldest.length;
    }
  }
}
