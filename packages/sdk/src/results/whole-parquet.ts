import type { ResultAnswer } from "./open-result.ts";
import { MalformedStreamError, TruncatedStreamError } from "./stream-errors.ts";

/** "PAR1": a file begins and ends with it. */
const MAGIC = 0x31_52_41_50;
/** At the end: the length of the footer, and the magic. */
const TAIL_BYTES = 8;

/**
 * A Parquet file ends with its footer, the footer's length and a magic number; where the server
 * tells the length of the whole, that has to be right as well.
 */
export async function* wholeParquet(
  chunks: AsyncIterable<Uint8Array>,
  { response }: ResultAnswer,
): AsyncGenerator<Uint8Array, void> {
  let sizeBytes = 0;
  let start = new Uint8Array(0);
  let tail = new Uint8Array(0);
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (start.length < 4) start = joined(start, chunk.subarray(0, 4));
    tail = joined(tail, chunk.subarray(-TAIL_BYTES)).slice(-TAIL_BYTES);
    yield chunk;
  }
  if (start.length >= 4 && uint32(start, 0) !== MAGIC) {
    throw new MalformedStreamError("it does not begin like a Parquet file");
  }
  const isEnd =
    sizeBytes >= 4 + TAIL_BYTES &&
    uint32(tail, 4) === MAGIC &&
    uint32(tail, 0) <= sizeBytes - 4 - TAIL_BYTES;
  if (!isEnd || sizeBytes < lengthOf(response.headers)) {
    throw new TruncatedStreamError(
      `the Parquet file ended in the middle, after ${sizeBytes} bytes`,
    );
  }
}

/** Of a body that was compressed on the way, the length says nothing. */
function lengthOf(headers: Headers): number {
  return headers.has("content-encoding") ? 0 : Number(headers.get("content-length"));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function uint32(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset, true);
}
