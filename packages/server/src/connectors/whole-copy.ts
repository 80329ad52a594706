import type { ReadRequest } from "./connector.ts";

/** A very large table has larger parts: each of them ends a data file. */
const MAX_PARTS = 256;

/** Whether a read is a copy of all rows of its table. */
export function isWholeCopy(request: ReadRequest): boolean {
  const { isCopy, from, needs, limit, aggregate } = request;
  return isCopy === true && (from ?? needs ?? limit ?? aggregate) === undefined;
}

/** Parts in which a table of so many bytes is copied; with less than two, it is read at once. */
export function partCount(bytes: number, partBytes: number): number {
  return Math.min(Math.floor(bytes / partBytes), MAX_PARTS);
}
