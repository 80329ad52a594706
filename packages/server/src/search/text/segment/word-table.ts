/** The word at a place of a text's UTF-16 units, and a hash of its own. */
export interface HashedWord {
  readonly units: Uint16Array;
  readonly start: number;
  readonly end: number;
  readonly hash: number;
}

/** Numbers of a slot, which lie together in memory: hash, value, where its units start, how many. */
const SLOT = 4;
const VALUE = 1;
const START = 2;
const LENGTH = 3;

/** Numbers by word: a hash table that makes no string of a word that it knows. */
export class WordTable {
  /** Open addressing; a slot without units is empty, and at least half of them are. */
  #slots = new Int32Array(SLOT * 1_024);
  #units = new Uint16Array(4_096);
  #unitCount = 0;
  #size = 0;

  /** The word's number; `valueOf` makes that of a new one. */
  get(word: HashedWord, valueOf: (word: string) => number): number {
    const slots = this.#slots;
    const { hash } = word;
    const length = word.end - word.start;
    const last = slots.length - 1;
    let at = (hash * SLOT) & last;
    for (;;) {
      const slotLength = slots[at + LENGTH] ?? 0;
      if (slotLength === 0) return this.#add(word, at, valueOf);
      if (slots[at] === hash && slotLength === length && this.#isAt(slots[at + START] ?? 0, word)) {
        return slots[at + VALUE] ?? 0;
      }
      at = (at + SLOT) & last;
    }
  }

  #isAt(unitStart: number, { units: text, start, end }: HashedWord): boolean {
    const units = this.#units;
    for (let index = start, at = unitStart; index < end; index += 1, at += 1) {
      if (units[at] !== text[index]) return false;
    }
    return true;
  }

  #add(word: HashedWord, at: number, valueOf: (word: string) => number): number {
    const units = word.units.subarray(word.start, word.end);
    const value = valueOf(String.fromCharCode(...units));
    const unitStart = this.#unitCount;
    this.#reserve(unitStart + units.length);
    this.#units.set(units, unitStart);
    this.#unitCount += units.length;
    this.#slots[at] = word.hash;
    this.#slots[at + VALUE] = value;
    this.#slots[at + START] = unitStart;
    this.#slots[at + LENGTH] = units.length;
    this.#size += 1;
    if (this.#size * SLOT * 2 > this.#slots.length) this.#grow();
    return value;
  }

  #reserve(unitCount: number): void {
    if (unitCount <= this.#units.length) return;
    const units = new Uint16Array(unitCount * 2);
    units.set(this.#units);
    this.#units = units;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    const last = this.#slots.length - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + LENGTH] === 0) continue;
      let at = ((old[from] ?? 0) * SLOT) & last;
      while (this.#slots[at + LENGTH] !== 0) at = (at + SLOT) & last;
      this.#slots.set(old.subarray(from, from + SLOT), at);
    }
  }
}
