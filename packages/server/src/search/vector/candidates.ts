import { BestScores } from "./best-scores.ts";

/** Vectors of a segment fewer than these; together they name a vector among all segments. */
const POSITIONS = 2 ** 32;

/**
 * The vectors that may be among the best: more of them than are wanted, because what codes say of
 * a distance, and 32 bits, is not exact. The best are told apart in the end.
 */
export class Candidates {
  readonly #pool: BestScores;
  readonly #wanted: BestScores;
  readonly capacity: number;

  constructor(limit: number, spare: number) {
    this.#wanted = new BestScores(limit);
    this.capacity = limit + spare;
    this.#pool = new BestScores(this.capacity);
  }

  /** What a score has to be below to matter. */
  get worst(): number {
    return this.#pool.worst;
  }

  /** The worst score that still is among those wanted. */
  get worstWanted(): number {
    return this.#wanted.worst;
  }

  offer(score: number, segment: number, position: number): void {
    this.#pool.offer(score, segment * POSITIONS + position);
    this.#wanted.offer(score, 0);
  }

  /** Segments and positions, in their order. */
  list(): readonly Candidate[] {
    const items = this.#pool.items.toSorted();
    return Array.from(items, (item) => ({
      segment: Math.floor(item / POSITIONS),
      position: item % POSITIONS,
    }));
  }
}

export interface Candidate {
  readonly segment: number;
  readonly position: number;
}
