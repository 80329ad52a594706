import type { FileEncoding } from "./csv-options.ts";

const MARKS: readonly (readonly [FileEncoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/**
 * What the first bytes tell. Only UTF-16 shows itself for certain; other text is taken for UTF-8,
 * which fails on anything else instead of reading it wrongly.
 */
export function findEncoding(head: Uint8Array): FileEncoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (marked !== undefined) return marked[0];
  const [a, b, c, d] = head;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  return "utf-8";
}
