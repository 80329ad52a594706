/** The smallest scores of those offered, with what they belong to: a heap, the largest on top. */
export class BestScores {
  readonly #capacity: number;
  readonly #scores: Float64Array;
  readonly #items: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#scores = new Float64Array(capacity);
    this.#items = new Float64Array(capacity);
  }

  /** What a score has to be below to be taken. */
  get worst(): number {
    return this.#count < this.#capacity ? Infinity : (this.#scores[0] ?? -Infinity);
  }

  /** In no order. */
  get items(): Float64Array {
    return this.#items.subarray(0, this.#count);
  }

  offer(score: number, item: number): void {
    if (this.#count < this.#capacity) {
      this.#rise(this.#count++, score, item);
    } else if (score < (this.#scores[0] ?? -Infinity)) {
      this.#sink(score, item);
    }
  }

  #rise(last: number, score: number, item: number): void {
    let at = last;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if ((this.#scores[parent] ?? 0) >= score) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, score, item);
  }

  #sink(score: number, item: number): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#count) break;
      const right = child + 1;
      if (right < this.#count && (this.#scores[right] ?? 0) > (this.#scores[child] ?? 0)) {
        child = right;
      }
      if ((this.#scores[child] ?? 0) <= score) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, score, item);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#scores[from] ?? 0, this.#items[from] ?? 0);
  }

  #put(at: number, score: number, item: number): void {
    this.#scores[at] = score;
    this.#items[at] = item;
  }
}
