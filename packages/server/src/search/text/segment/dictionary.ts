/** All terms of a segment, sorted by their UTF-16 units. */
export interface Terms {
  readonly units: Uint16Array;
  /** Where each term's units start; one more than terms. */
  readonly starts: Uint32Array;
}

export class Dictionary {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;

  constructor({ units, starts }: Terms) {
    this.units = units;
    this.starts = starts;
  }

  get size(): number {
    return this.starts.length - 1;
  }

  term(index: number): string {
    return String.fromCharCode(...this.units.subarray(this.starts[index], this.starts[index + 1]));
  }

  /** The term's place, or -1. */
  find(term: string): number {
    const index = this.#lowerBound(term);
    return index < this.size && this.#compare(index, term) === 0 ? index : -1;
  }

  /** Places from `first` up to before `end` of the terms that begin so. */
  withPrefix(prefix: string): { readonly first: number; readonly end: number } {
    const first = this.#lowerBound(prefix);
    const has = first < this.size && this.term(first).startsWith(prefix);
    return { first, end: has ? this.endOfPrefix(prefix.length, first) : first };
  }

  /** Where the terms end that share the first units of the term at an index, which has so many. */
  endOfPrefix(length: number, index: number): number {
    // Such terms are few as a rule: steps double until one is too far.
    let low = index;
    let step = 1;
    while (low + step < this.size && this.#sharesPrefix(index, low + step, length)) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.size);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sharesPrefix(index, middle, length)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sharesPrefix(one: number, other: number, length: number): boolean {
    const oneStart = this.starts[one] ?? 0;
    const otherStart = this.starts[other] ?? 0;
    if ((this.starts[other + 1] ?? 0) - otherStart < length) return false;
    for (let index = 0; index < length; index += 1) {
      if (this.units[oneStart + index] !== this.units[otherStart + index]) return false;
    }
    return true;
  }

  #lowerBound(term: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(index: number, term: string): number {
    const start = this.starts[index] ?? 0;
    const length = (this.starts[index + 1] ?? 0) - start;
    const shared = Math.min(length, term.length);
    for (let at = 0; at < shared; at += 1) {
      const difference = (this.units[start + at] ?? 0) - term.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
}
