import type { Operation } from "../core/operation.ts";
import type { ListingOptions } from "./listing-options.ts";
import { Listing } from "./listing.ts";
import type { PageRequest } from "./listing.ts";

/** An answer that holds its items under the name `K`. */
type Answer<K extends string> = Readonly<Record<K, readonly unknown[]>>;

type FetchPage<A> = (page: PageRequest) => Promise<A>;

/** Pages that follow each other by the cursor in each answer. */
export function cursorPages<
  K extends string,
  A extends Answer<K> & { readonly nextCursor?: string | null | undefined },
>(
  operation: Operation<A>,
  key: K,
  fetchPage: FetchPage<A>,
  options: ListingOptions,
): Listing<A[K][number]> {
  const read = async (page: PageRequest) => {
    const { [key]: items, nextCursor } = await fetchPage(page);
    return { items, next: nextCursor ? { cursor: nextCursor } : undefined };
  };
  return new Listing(operation, read, options);
}

/** Pages that begin after a number of items; the last one says that it is, or is empty. */
export function offsetPages<
  K extends string,
  A extends Answer<K> & { readonly hasMore?: boolean | undefined },
>(
  operation: Operation<A>,
  key: K,
  fetchPage: FetchPage<A>,
  options: ListingOptions,
): Listing<A[K][number]> {
  const read = async (page: PageRequest) => {
    const { [key]: items, hasMore } = await fetchPage(page);
    const isLast = hasMore === false || items.length === 0;
    return { items, next: isLast ? undefined : { offset: (page.offset ?? 0) + items.length } };
  };
  return new Listing(operation, read, options);
}

/** Everything in one answer. */
export function onePage<K extends string, A extends Answer<K>>(
  operation: Operation<A>,
  key: K,
  fetchPage: FetchPage<A>,
  options: ListingOptions,
): Listing<A[K][number]> {
  const read = async (page: PageRequest) => ({ items: (await fetchPage(page))[key] });
  return new Listing(operation, read, options);
}
