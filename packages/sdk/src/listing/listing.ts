import { ResponseValidationError } from "../core/errors.ts";
import type { Operation } from "../core/operation.ts";
import type { ListingOptions } from "./listing-options.ts";

/** Where a page begins: after a cursor, or after a number of items. Empty for the first. */
export interface PageStart {
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
}

export interface PageRequest extends PageStart {
  readonly limit: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent after the last page. */
  readonly next?: PageStart | undefined;
}

export type ReadPage<T> = (request: PageRequest) => Promise<Page<T>>;

/** Largest page that is asked for when the caller says only how many items are wanted. */
const LARGEST_DEFAULT_PAGE = 1_000;

/**
 * The items of a list over all its pages. Each loop starts anew at the first page, fetches a page
 * when its first item is asked for, and fetches nothing more once it is left.
 *
 * ```ts
 * for await (const run of hotdata.queryRuns.list({ status: "failed" })) console.log(run.id);
 * const newest = await hotdata.databases.list({ limit: 10 }).toArray();
 * ```
 */
export class Listing<T> implements AsyncIterable<T> {
  readonly #operation: Operation<unknown>;
  readonly #read: ReadPage<T>;
  readonly #limit: number;
  readonly #pageSize: number | undefined;

  /**
   * Made by the `list` methods.
   *
   * @param operation - The operation that answers a page.
   * @param read - Fetches one page.
   * @param options - How many items are wanted, and in pages of which size.
   * @throws RangeError when `limit` is below 0 or `pageSize` below 1.
   * @internal
   */
  constructor(
    operation: Operation<unknown>,
    read: ReadPage<T>,
    { limit, pageSize }: ListingOptions,
  ) {
    this.#operation = operation;
    this.#read = read;
    this.#limit = atLeast(0, "limit", limit) ?? Infinity;
    this.#pageSize =
      atLeast(1, "pageSize", pageSize) ?? (limit === undefined ? limit : LARGEST_DEFAULT_PAGE);
  }

  /** Iterates over the items, from the first one on. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let left = this.#limit;
    let start: PageStart | undefined = {};
    // Brent's way to find a circle of any length: compare with the 1st, 2nd, 4th, 8th ... cursor.
    let landmark: string | undefined;
    for (let count = 1; start !== undefined && left > 0; count += 1) {
      const limit = this.#pageSize && Math.min(this.#pageSize, left);
      const page: Page<T> = await this.#read({ ...start, limit });
      for (const item of page.items) {
        yield item;
        left -= 1;
        if (left <= 0) return;
      }
      start = page.next;
      const cursor = start?.cursor;
      if (cursor !== undefined && cursor === landmark) this.#failAt(cursor);
      if ((count & (count - 1)) === 0) landmark = cursor;
    }
  }

  /**
   * Fetches all pages and returns all items, at most `limit`.
   *
   * @returns The items in the order of the listing.
   */
  async toArray(): Promise<T[]> {
    const items: T[] = [];
    for await (const item of this) items.push(item);
    return items;
  }

  #failAt(cursor: string): never {
    throw new ResponseValidationError(
      { operation: this.#operation.id, requestId: undefined },
      { path: "next_cursor", expectation: "a new cursor", found: `${cursor} again` },
    );
  }
}

function atLeast(minimum: number, name: string, value: number | undefined): number | undefined {
  if (value === undefined || value >= minimum) return value;
  throw new RangeError(`${name} must be ${minimum} or more, not ${value}`);
}
