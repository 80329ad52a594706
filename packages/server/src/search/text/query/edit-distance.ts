/**
 * Rows of the table of edit distances between a word and another one that is given unit by unit:
 * what the same beginning costs is computed once.
 */
export class EditDistances {
  readonly #word: string;
  readonly #max: number;
  /** Distances of each beginning of the word, one row for each beginning of the other one. */
  readonly #rows: number[][];

  constructor(word: string, max: number) {
    this.#word = word;
    this.#max = max;
    this.#rows = [Array.from({ length: word.length + 1 }, (_, index) => index)];
  }

  /**
   * Adds a unit after the other word's first `depth` ones.
   *
   * @returns whether words that begin so can be near enough.
   */
  push(depth: number, unit: number): boolean {
    const before = this.#rows[depth] ?? [];
    const row = (this.#rows[depth + 1] ??= Array.from({ length: this.#word.length + 1 }, () => 0));
    row[0] = depth + 1;
    let least = depth + 1;
    for (let index = 1; index < row.length; index += 1) {
      const same = this.#word.charCodeAt(index - 1) === unit ? 0 : 1;
      const distance = Math.min(
        (before[index - 1] ?? 0) + same,
        (before[index] ?? 0) + 1,
        (row[index - 1] ?? 0) + 1,
      );
      row[index] = distance;
      if (distance < least) least = distance;
    }
    return least <= this.#max;
  }

  /** Between the word and the first units of the other one. */
  at(depth: number): number {
    return this.#rows[depth]?.[this.#word.length] ?? Infinity;
  }
}

/** Changed, added and missing UTF-16 units between two words; `Infinity` above the greatest. */
export function editDistance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return Infinity;
  const distances = new EditDistances(one, max);
  for (let depth = 0; depth < other.length; depth += 1) {
    if (!distances.push(depth, other.charCodeAt(depth))) return Infinity;
  }
  const distance = distances.at(other.length);
  return distance <= max ? distance : Infinity;
}
