import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type ParquetSchema, parseParquetSchema } from "./parquet-schema.ts";
import { UnreadableTableError } from "../lake.ts";

const TAIL_BYTES = 8;
/** Enough for the columns of nearly every file; the row groups after them can be megabytes. */
const FIRST_READ_BYTES = 32 * 1024;

/** Reads which columns a Parquet file has. A few small reads: cheaper than a trip to a thread. */
export function readParquetSchema(path: string): ParquetSchema {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const tail = readAt(file, Math.max(size - TAIL_BYTES, 0), TAIL_BYTES);
    if (tail.toString("latin1", 4) !== "PAR1") {
      throw new UnreadableTableError(`${path} is no plain Parquet file`);
    }
    const footerBytes = tail.readUInt32LE(0);
    const start = size - TAIL_BYTES - footerBytes;
    if (start < 0) throw new UnreadableTableError(`the end of ${path} is damaged`);
    return parseFooter(file, start, footerBytes);
  } finally {
    closeSync(file);
  }
}

function parseFooter(file: number, start: number, size: number): ParquetSchema {
  try {
    return parseParquetSchema(readAt(file, start, Math.min(size, FIRST_READ_BYTES)));
  } catch (error) {
    if (!(error instanceof RangeError) || size <= FIRST_READ_BYTES) throw error;
    return parseParquetSchema(readAt(file, start, size));
  }
}

function readAt(file: number, position: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  const bytesRead = readSync(file, buffer, 0, size, position);
  return buffer.subarray(0, bytesRead);
}
