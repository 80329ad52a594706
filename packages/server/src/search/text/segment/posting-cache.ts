import { SizedCache } from "../../sized-cache.ts";
import { type PostingList, sizeOfList } from "./posting-list.ts";

/** Unpacked lists that were used last, of all segments that share it. */
export class PostingCache {
  readonly #lists: SizedCache<string, PostingList>;
  #segments = 0;

  constructor(maxBytes: number) {
    this.#lists = new SizedCache({ maxBytes, maxValueBytes: maxBytes / 4, bytesOf: sizeOfList });
  }

  get sizeBytes(): number {
    return this.#lists.bytes;
  }

  /** A number that a segment asks for its lists with. */
  addSegment(): number {
    this.#segments += 1;
    return this.#segments;
  }

  find(segment: number, term: number): PostingList | undefined {
    return this.#lists.find(`${segment}:${term}`);
  }

  add(segment: number, term: number, list: PostingList): void {
    this.#lists.set(`${segment}:${term}`, list);
  }
}
