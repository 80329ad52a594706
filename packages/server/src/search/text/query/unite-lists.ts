import { NO_POSTINGS, type PostingList, postingList } from "../segment/posting-list.ts";

/** One list of all rows that any of the lists has; frequencies are added. */
export function uniteLists(lists: readonly PostingList[], lengths: Uint32Array): PostingList {
  const some = lists.filter(({ rows }) => rows.length > 0);
  const [first, second] = some;
  if (first === undefined) return NO_POSTINGS;
  if (second === undefined) return first;
  const total = some.reduce((sum, { rows }) => sum + rows.length, 0);
  return total * 64 < lengths.length ? uniteFew(some, lengths) : uniteMany(some, lengths);
}

const MOST = 65_535;

function uniteMany(lists: readonly PostingList[], lengths: Uint32Array): PostingList {
  const frequencies = new Uint16Array(lengths.length);
  let count = 0;
  for (const list of lists) {
    for (let index = 0; index < list.rows.length; index += 1) {
      const row = list.rows[index] ?? 0;
      const before = frequencies[row] ?? 0;
      if (before === 0) count += 1;
      frequencies[row] = Math.min(before + (list.frequencies[index] ?? 0), MOST);
    }
  }
  const rows = new Uint32Array(count);
  const found = new Uint16Array(count);
  for (let row = 0, at = 0; at < count; row += 1) {
    if (frequencies[row] === 0) continue;
    rows[at] = row;
    found[at] = frequencies[row] ?? 0;
    at += 1;
  }
  return postingList(rows, found, lengths);
}

function uniteFew(lists: readonly PostingList[], lengths: Uint32Array): PostingList {
  const byRow = new Map<number, number>();
  for (const list of lists) {
    for (const [index, row] of list.rows.entries()) {
      byRow.set(row, (byRow.get(row) ?? 0) + (list.frequencies[index] ?? 0));
    }
  }
  const rows = Uint32Array.from(byRow.keys()).toSorted();
  const frequencies = Uint16Array.from(rows, (row) => Math.min(byRow.get(row) ?? 0, MOST));
  return postingList(rows, frequencies, lengths);
}
