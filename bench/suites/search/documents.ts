import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** About forty words of WordNet. */
const TEXTS_OF_A_DOCUMENT = [0, 1, 2];
/** Texts of a document stand up to so far apart. */
const FARTHEST = 9;
const LINES_AT_ONCE = 1_000;
/** Larger than any number of documents here, so that multiples of it meet each document once. */
const STRIDE = 15_485_863;
const WORDS_OF_A_QUERY = 3;

/**
 * Documents of three texts: first those that follow each other, then, where more are needed, those
 * that stand two, three and more apart. Their order is mixed, always in the same way.
 */
export class Documents {
  readonly count: number;
  readonly #texts: readonly string[];

  constructor(texts: readonly string[], count: number) {
    this.#texts = texts;
    this.count = Math.min(count, texts.length * FARTHEST);
  }

  /** The document with an id from 0 on. */
  at(id: number): string {
    const index = (id * STRIDE) % this.count;
    const first = index % this.#texts.length;
    const apart = 1 + Math.floor(index / this.#texts.length);
    return TEXTS_OF_A_DOCUMENT.map(
      (place) => this.#texts[(first + place * apart) % this.#texts.length],
    ).join(". ");
  }

  *entries(): Generator<[number, string]> {
    for (let id = 0; id < this.count; id += 1) yield [id, this.at(id)];
  }

  /** Writes `id,body` as CSV. */
  async writeCsv(path: string): Promise<void> {
    await pipeline(Readable.from(this.#csv()), createWriteStream(path));
  }

  *#csv(): Generator<string> {
    yield "id,body\n";
    for (let from = 0; from < this.count; from += LINES_AT_ONCE) {
      const ids = Array.from({ length: Math.min(LINES_AT_ONCE, this.count - from) }, (_, at) => at);
      yield ids
        .map((at) => `${from + at},"${this.at(from + at).replaceAll('"', '""')}"\n`)
        .join("");
    }
  }

  /** Three different words each, that stand in one document: rare ones and everyday ones. */
  queries(count: number): readonly (readonly string[])[] {
    const found: string[][] = [];
    for (let turn = 0; found.length < count; turn += 1) {
      const words = this.at((turn * 7_919) % this.count).match(/\b[a-z]{3,}\b/g) ?? [];
      const drawn = new Set([5, 11, 17].map((step) => words[(turn * step) % words.length] ?? ""));
      if (drawn.size === WORDS_OF_A_QUERY && !drawn.has("")) found.push([...drawn]);
    }
    return found;
  }
}
