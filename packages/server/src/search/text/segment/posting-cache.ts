import { type PostingList, sizeOfList } from "./posting-list.ts";

/** Unpacked lists that were used last, of all segments that share it. */
export class PostingCache {
  readonly #maxBytes: number;
  readonly #lists = new Map<string, PostingList>();
  #sizeBytes = 0;
  #segments = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** A number that a segment asks for its lists with. */
  addSegment(): number {
    this.#segments += 1;
    return this.#segments;
  }

  find(segment: number, term: number): PostingList | undefined {
    const key = `${segment}:${term}`;
    const list = this.#lists.get(key);
    if (list === undefined) return undefined;
    this.#lists.delete(key);
    this.#lists.set(key, list);
    return list;
  }

  add(segment: number, term: number, list: PostingList): void {
    const size = sizeOfList(list);
    // One list alone must not push out all others.
    if (size > this.#maxBytes / 4) return;
    this.#lists.set(`${segment}:${term}`, list);
    this.#sizeBytes += size;
    for (const [key, oldest] of this.#lists) {
      if (this.#sizeBytes <= this.#maxBytes) break;
      this.#lists.delete(key);
      this.#sizeBytes -= sizeOfList(oldest);
    }
  }
}
