import { setImmediate } from "node:timers/promises";
import type { TextAnalyzer } from "./analysis/text-analyzer.ts";
import { kindOfUnit, LONGEST_WORD, NO_WORD, unitsOfPair, WORD } from "./analysis/words.ts";
import { writeCheckedFile } from "./segment/checked-file.ts";
import { mergeRuns } from "./segment/merge-runs.ts";
import { NO_TERM, packRun, type PostingRun } from "./segment/posting-run.ts";
import { MemoryBytes } from "./segment/segment-bytes.ts";
import { contentOf, NO_DOCUMENT } from "./segment/segment-layout.ts";
import { sortTerms } from "./segment/sort-terms.ts";
import { WordTable } from "./segment/word-table.ts";
import { TextSegment } from "./text-segment.ts";

/** Words that are collected before they are packed: takes 12 bytes a word, and some 50 ms. */
const RUN_WORDS = 1_000_000;

/** Makes a segment of a data file's texts, which are added in the order of their rows. */
export class TextSegmentBuilder {
  readonly #analyzer: TextAnalyzer;
  readonly #words = new WordTable();
  readonly #termNumbers = new Map<string, number>();
  #lengths = new Uint32Array(1_024).fill(NO_DOCUMENT);
  #rowCount = 0;
  readonly #totals = { documentCounts: new Uint32Array(1_024), lastRows: new Uint32Array(1_024) };
  readonly #runs: PostingRun[] = [];
  /** Words of the run that is being collected. */
  #log = new Int32Array(4_096);
  #logSize = 0;
  #rows: number[] = [];
  #ends: number[] = [];
  readonly #word = { units: new Uint16Array(1_024), start: 0, end: 0, hash: 0 };

  constructor(analyzer: TextAnalyzer) {
    this.#analyzer = analyzer;
  }

  /** @param row greater than that of the call before. @param text null where the row has none. */
  add(row: number, text: string | null): void {
    if (row < this.#rowCount) throw new RangeError("rows have to be added in their order");
    this.#setLength(row, text === null ? NO_DOCUMENT : this.#addWords(text));
    if (text === null) return;
    this.#rows.push(row);
    this.#ends.push(this.#logSize);
    if (this.#logSize >= RUN_WORDS) this.#packRun();
  }

  /** The segment in memory, for few rows. */
  async finish(): Promise<TextSegment> {
    return new TextSegment(new MemoryBytes(Buffer.concat(await this.#content())));
  }

  /**
   * Writes the segment to a new file, which is on disk then. Other work gets its turn meanwhile.
   *
   * @returns the file's size in bytes.
   */
  async writeTo(path: string): Promise<number> {
    return await writeCheckedFile(path, await this.#content());
  }

  async #content(): Promise<Uint8Array[]> {
    this.#packRun();
    const { order, terms } = await sortTerms(this.#termNumbers);
    const ranks = new Uint32Array(order.length);
    for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank] ?? 0] = rank;
    await setImmediate();
    const documentCounts = order.map((term) => this.#totals.documentCounts[term] ?? 0);
    const { postings, positions, ...starts } = await mergeRuns(this.#runs, ranks);
    const lengths = this.#lengths.subarray(0, this.#rowCount);
    return contentOf({ lengths, documentCounts, ...terms, ...starts }, postings, positions);
  }

  /** Returns the number of terms. */
  #addWords(text: string): number {
    const lowered = text.toLowerCase();
    const { length } = lowered;
    const units = this.#readUnits(lowered);
    const word = this.#word;
    let count = 0;
    for (let index = 0; index < length; index += 1) {
      let kind = kindOfUnit(units[index] ?? 0);
      if (kind === NO_WORD) continue;
      let hash = 0;
      const start = index;
      while (index < length && kind !== NO_WORD) {
        const size = kind === WORD ? 1 : unitsOfPair(lowered, index);
        if (size === 0) break;
        if (index - start < LONGEST_WORD) hash = hashOf(hash, units[index] ?? 0);
        index += size;
        kind = kindOfUnit(units[index] ?? 0);
      }
      if (index === start) continue;
      word.start = start;
      word.end = Math.min(index, start + LONGEST_WORD);
      word.hash = hash;
      if (this.#logWord(this.#words.get(word, this.#termNumberOf)) !== NO_TERM) count += 1;
    }
    return count;
  }

  /** Units are looked at several times: in an array that is quicker than in a string. */
  #readUnits(text: string): Uint16Array {
    if (this.#word.units.length < text.length) {
      this.#word.units = new Uint16Array(text.length * 2);
    }
    const { units } = this.#word;
    for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
    return units;
  }

  #logWord(term: number): number {
    if (this.#logSize === this.#log.length) {
      const log = new Int32Array(this.#log.length * 2);
      log.set(this.#log);
      this.#log = log;
    }
    this.#log[this.#logSize] = term;
    this.#logSize += 1;
    return term;
  }

  readonly #termNumberOf = (word: string): number => {
    const term = this.#analyzer.termOf(word);
    if (term === undefined || term === "") return NO_TERM;
    const known = this.#termNumbers.get(term);
    if (known !== undefined) return known;
    const number = this.#termNumbers.size;
    this.#termNumbers.set(term, number);
    return number;
  };

  #setLength(row: number, length: number): void {
    if (row >= this.#lengths.length) {
      const lengths = new Uint32Array(Math.max(this.#lengths.length * 2, row + 1)).fill(
        NO_DOCUMENT,
      );
      lengths.set(this.#lengths);
      this.#lengths = lengths;
    }
    this.#lengths[row] = length;
    this.#rowCount = row + 1;
  }

  #packRun(): void {
    this.#growTotals();
    const log = { terms: this.#log, size: this.#logSize, rows: this.#rows, ends: this.#ends };
    this.#runs.push(packRun(log, this.#termNumbers.size, this.#totals));
    this.#logSize = 0;
    this.#rows = [];
    this.#ends = [];
  }

  #growTotals(): void {
    const { documentCounts, lastRows } = this.#totals;
    if (documentCounts.length >= this.#termNumbers.size) return;
    this.#totals.documentCounts = new Uint32Array(this.#termNumbers.size * 2);
    this.#totals.documentCounts.set(documentCounts);
    this.#totals.lastRows = new Uint32Array(this.#termNumbers.size * 2);
    this.#totals.lastRows.set(lastRows);
  }
}

function hashOf(before: number, unit: number): number {
  const hash = Math.imul(before ^ unit, 0x9e37_79b1);
  return hash ^ (hash >>> 15);
}
