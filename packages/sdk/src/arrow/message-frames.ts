import { MalformedStreamError, TruncatedStreamError } from "../results/stream-errors.ts";
import { ByteReader } from "./byte-reader.ts";

const CONTINUATION = 0xff_ff_ff_ff;
export const PREFIX_BYTES = 8;
const MAX_METADATA_BYTES = 256 * 1024 * 1024;
/** Position of `bodyLength` in the `Message` table of the Arrow format. */
const BODY_LENGTH_FIELD = 3;

/**
 * Cuts an Arrow IPC stream into its messages, one array each, with the end-of-stream marker as the
 * last. Readers of Arrow take the end of the bytes for the end of the data; this one tells a
 * stream that was cut off, even between two messages, from one that is complete.
 */
export async function* readMessageFrames(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const reader = new ByteReader(chunks);
  for (;;) {
    const prefix = await readExactly(reader, PREFIX_BYTES);
    const metadataBytes = parsePrefix(prefix);
    if (metadataBytes === 0) {
      if (!(await reader.isAtEnd())) throw new MalformedStreamError("bytes after the end marker");
      yield prefix;
      return;
    }
    const metadata = await readExactly(reader, metadataBytes);
    const frame = new Uint8Array(PREFIX_BYTES + metadataBytes + parseBodyLength(metadata));
    frame.set(prefix);
    frame.set(metadata, PREFIX_BYTES);
    await fill(reader, frame.subarray(PREFIX_BYTES + metadataBytes));
    yield frame;
  }
}

async function readExactly(reader: ByteReader, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  await fill(reader, bytes);
  return bytes;
}

async function fill(reader: ByteReader, target: Uint8Array): Promise<void> {
  const filled = await reader.readInto(target);
  if (filled < target.length) {
    throw new TruncatedStreamError(
      `the Arrow stream ended in the middle: ${target.length - filled} bytes of a message are missing`,
    );
  }
}

/** Size of the metadata that follows; 0 for the end-of-stream marker. */
function parsePrefix(prefix: Uint8Array): number {
  const view = viewOf(prefix);
  const metadataBytes = view.getUint32(4, true);
  if (view.getUint32(0, true) !== CONTINUATION || metadataBytes > MAX_METADATA_BYTES) {
    throw new MalformedStreamError("a message does not begin like one");
  }
  return metadataBytes;
}

/** Reads the one field that framing needs from the FlatBuffers table of a message. */
function parseBodyLength(metadata: Uint8Array): number {
  const view = viewOf(metadata);
  try {
    const place = fieldOf(view, view.getUint32(0, true), BODY_LENGTH_FIELD);
    const length = place === 0 ? 0n : view.getBigInt64(place, true);
    if (length >= 0n && length <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(length);
  } catch (cause) {
    throw new MalformedStreamError("a message's metadata cannot be read", { cause });
  }
  throw new MalformedStreamError("a message's body has an impossible size");
}

/** Where a field of a FlatBuffers table is; 0 when it has its default value. */
export function fieldOf(view: DataView, table: number, field: number): number {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + 2 * field;
  const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0;
  return offset === 0 ? 0 : table + offset;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
