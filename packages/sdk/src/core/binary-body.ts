/** Raw bytes to send. A stream is sent as it is read, without being kept. */
export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

export function isBinaryBody(value: unknown): value is BinaryBody {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof Uint8Array ||
    value instanceof ReadableStream
  );
}

/** The same bytes in a form that `fetch` takes; only memory shared between threads is copied. */
export function toFetchBody(data: BinaryBody): BodyInit {
  if (!(data instanceof Uint8Array)) return data;
  const { buffer, byteOffset, byteLength } = data;
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : Uint8Array.from(data);
}
