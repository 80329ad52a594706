/** A page of a listing by `limit` and `offset`; the store found one more when there is a further page. */
export function offsetPage<Item>(
  found: readonly Item[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const items = found.slice(0, limit);
  return { items, count: items.length, limit, offset, has_more: found.length > limit };
}
