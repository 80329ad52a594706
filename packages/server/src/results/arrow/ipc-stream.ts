/** The marker that ends an Arrow IPC stream (Arrow columnar format, "IPC streaming format"). */
export const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** The record batch messages of a whole IPC stream, without its schema and its end marker. */
export function recordBatchMessages(stream: Uint8Array): Uint8Array {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (view.getUint32(0, true) !== 0xffffffff) throw new Error("not an Arrow IPC stream");
  const schemaLength = 8 + view.getInt32(4, true);
  return withoutEnd(stream).subarray(schemaLength);
}

/** A whole IPC stream but for its end marker. */
export function withoutEnd(stream: Uint8Array): Uint8Array {
  const end = stream.length - END_OF_STREAM.length;
  const complete = END_OF_STREAM.every((byte, index) => stream[end + index] === byte);
  if (!complete) throw new Error("the Arrow IPC stream has no end marker");
  return stream.subarray(0, end);
}
