/** Keys from `from` on and before `to`; without an end where it is null. */
export interface KeyRange {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/**
 * Ranges that together have all keys, in their order, so that each of them has about as many of the
 * keys between the least and the greatest one. The first and the last are open: no key lies outside.
 * @param count how many; fewer where there are not so many keys
 */
export function keyRanges(least: bigint, greatest: bigint, count: number): KeyRange[] {
  const step = (greatest - least) / BigInt(count) + 1n;
  const ranges: KeyRange[] = [];
  let from: bigint | null = null;
  for (let to = least + step; to <= greatest; to += step) {
    ranges.push({ from, to });
    from = to;
  }
  return [...ranges, { from, to: null }];
}

/** What is left of ranges when all keys before `from` are left out; of null, nothing is left. */
export function rangesFrom(ranges: readonly KeyRange[], from: bigint | null): KeyRange[] {
  if (from === null) return [];
  return ranges
    .filter(({ to }) => to === null || to > from)
    .map((range) => (range.from === null || range.from < from ? { ...range, from } : range));
}

/** @param key quoted */
export function rangeSql(key: string, { from, to }: KeyRange): string {
  const ends = [
    ...(from === null ? [] : [`${key} >= ${from}`]),
    ...(to === null ? [] : [`${key} < ${to}`]),
  ];
  return ends.length === 0 ? "TRUE" : ends.join(" AND ");
}
