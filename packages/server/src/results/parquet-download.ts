import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { renamedFooter } from "./renamed-footer.ts";

/** Length of the metadata, and the mark that ends a file. */
const TAIL_BYTES = 8;

/** A file to send, whose size is known before. */
export interface ParquetDownload {
  readonly sizeBytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * A stored result as a Parquet file for others: its columns have their own names instead of those
 * they are stored under.
 */
export async function parquetDownload(
  stored: { readonly path: string } | { readonly bytes: Uint8Array },
  names: readonly string[],
): Promise<ParquetDownload> {
  if ("bytes" in stored) {
    const { bytes } = stored;
    const read = async (start: number, end: number) => bytes.subarray(start, end);
    const { rowsEnd, tail } = await renamedTail(read, bytes.length, names);
    return {
      sizeBytes: rowsEnd + tail.length,
      body: bothOf(() => [bytes.subarray(0, rowsEnd)], tail),
    };
  }
  const handle = await open(stored.path, "r");
  try {
    const { size } = await handle.stat();
    const read = (start: number, end: number) => readRange(handle, start, end);
    const { rowsEnd, tail } = await renamedTail(read, size, names);
    // Opened when it is read: not every answer is asked for its body.
    const rows = () => createReadStream(stored.path, { end: rowsEnd - 1 });
    return { sizeBytes: rowsEnd + tail.length, body: bothOf(rows, tail) };
  } finally {
    await handle.close();
  }
}

/** Where the rows of a file end, and what is to follow them. */
async function renamedTail(
  read: (start: number, end: number) => Promise<Uint8Array>,
  size: number,
  names: readonly string[],
): Promise<{ readonly rowsEnd: number; readonly tail: Buffer }> {
  const end = Buffer.from(await read(size - TAIL_BYTES, size));
  const rowsEnd = size - TAIL_BYTES - end.readUInt32LE();
  const metadata = renamedFooter(await read(rowsEnd, size - TAIL_BYTES), names);
  end.writeUInt32LE(metadata.length);
  return { rowsEnd, tail: Buffer.concat([metadata, end]) };
}

async function readRange(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
  return buffer.subarray(0, bytesRead);
}

async function* bothOf(
  openRows: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncGenerator<Uint8Array> {
  yield* openRows();
  yield tail;
}
