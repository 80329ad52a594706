import { fieldOf, PREFIX_BYTES, readMessageFrames, viewOf } from "../arrow/message-frames.ts";
import type { ResultAnswer } from "./open-result.ts";
import { TruncatedStreamError } from "./stream-errors.ts";

/** Positions in the `Message` table of the Arrow format, and its value for a record batch. */
const HEADER_TYPE_FIELD = 1;
const HEADER_FIELD = 2;
const RECORD_BATCH = 3;
/** Position of `length` in the `RecordBatch` table. */
const LENGTH_FIELD = 0;

/** An Arrow IPC stream has an end marker, and its batches tell how many rows they have. */
export async function* wholeArrow(
  chunks: AsyncIterable<Uint8Array>,
  { expectedRowCount }: ResultAnswer,
): AsyncGenerator<Uint8Array, void> {
  let rowCount = 0;
  for await (const frame of readMessageFrames(chunks)) {
    if (frame.length > PREFIX_BYTES) rowCount += rowCountOf(viewOf(frame.subarray(PREFIX_BYTES)));
    yield frame;
  }
  if (expectedRowCount !== undefined && rowCount !== expectedRowCount) {
    throw new TruncatedStreamError(`the result has ${rowCount} of ${expectedRowCount} rows`);
  }
}

function rowCountOf(message: DataView): number {
  const table = message.getUint32(0, true);
  const type = fieldOf(message, table, HEADER_TYPE_FIELD);
  if (type === 0 || message.getUint8(type) !== RECORD_BATCH) return 0;
  const header = fieldOf(message, table, HEADER_FIELD);
  const length = fieldOf(message, header + message.getUint32(header, true), LENGTH_FIELD);
  return length === 0 ? 0 : Number(message.getBigInt64(length, true));
}
