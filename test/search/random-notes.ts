import { Random } from "../crash/random.ts";

export interface Note {
  readonly id: number;
  /** Null is no document. */
  readonly body: string | null;
  readonly vector: readonly number[] | null;
}

const SYLLABLES = ["ba", "co", "di", "fu", "ge", "ha", "li", "mo", "ne", "pu", "ra", "sé"];
const VOCABULARY = 400;
const LONGEST = 30;
const SEPARATORS = [" ", " ", " ", ", ", ". ", " - ", "\n", "/"];

/** Notes of made-up words, few of which are frequent, and vectors that floats hold exactly. */
export class RandomNotes {
  readonly random: Random;
  readonly dimensions: number;
  readonly #words: readonly string[];
  #nextId = 0;

  constructor(seed: number, dimensions: number) {
    this.random = new Random(seed);
    this.dimensions = dimensions;
    this.#words = Array.from({ length: VOCABULARY }, (_, index) => wordOf(index));
  }

  /** Notes with ids that were not there before. */
  fresh(count: number): Note[] {
    return Array.from({ length: count }, () => this.note(this.#nextId++));
  }

  note(id: number): Note {
    const body = this.random.below(20) === 0 ? null : this.#body();
    return { id, body, vector: this.random.below(20) === 0 ? null : this.vector() };
  }

  /** Words of low numbers are frequent. */
  word(): string {
    const index = Math.floor(VOCABULARY ** this.random.next()) - 1;
    return this.#words[index] ?? "";
  }

  vector(): number[] {
    return Array.from(
      { length: this.dimensions },
      () => (this.random.below(2_048) - 1_024) / 1_024,
    );
  }

  /** Some bodies are empty, some in capitals, and all have marks between their words. */
  #body(): string {
    const words = Array.from({ length: this.random.below(LONGEST) }, () => {
      const word = this.word();
      return this.random.below(4) === 0 ? word.toUpperCase() : word;
    });
    return words.map((word) => word + this.random.pick(SEPARATORS)).join("");
  }
}

function wordOf(index: number): string {
  const syllable = (at: number): string => SYLLABLES[at % SYLLABLES.length] ?? "";
  return syllable(index) + syllable(Math.floor(index / 12)) + syllable(index * 7 + 3);
}
