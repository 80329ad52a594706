import type { SourceTable } from "../connection.ts";

const MEBIBYTE = 1_024 ** 2;
/** Small enough that the engine begins soon, large enough to keep all of its threads busy. */
const USUAL_BYTES = 32 * MEBIBYTE;
/** Each file of rows becomes a data file: a large table should not become thousands. */
const LARGE_BYTES = 256 * MEBIBYTE;
const LARGE_CELLS = 1_000_000_000;

/** Size of the files in which a table's rows come to the engine. */
export function spoolFileBytes({ estimatedRows, columns }: SourceTable): number {
  return (estimatedRows ?? 0) * columns.length > LARGE_CELLS ? LARGE_BYTES : USUAL_BYTES;
}
