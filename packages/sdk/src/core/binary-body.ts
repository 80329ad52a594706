/**
 * Raw bytes to send. Streams, and other things that give their bytes piece by piece such as Node's
 * `createReadStream`, are sent as they are read, without being kept. Browsers collect a stream into
 * a `Blob` first; a `Blob`, such as a `File`, is streamed everywhere.
 */
export type BinaryBody =
  | Blob
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** What `fetch` sends. By this name without the DOM's types too, e.g. with those of Node. */
export type FetchBody = NonNullable<RequestInit["body"]>;

export function isBinaryBody(value: unknown): value is BinaryBody {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof Uint8Array ||
    value instanceof ReadableStream ||
    (typeof value === "object" && value !== null && Symbol.asyncIterator in value)
  );
}

/** The same bytes in a form that `fetch` takes; only memory shared between threads is copied. */
export function toFetchBody(data: BinaryBody): FetchBody {
  if (data instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = data;
    return buffer instanceof ArrayBuffer
      ? new Uint8Array(buffer, byteOffset, byteLength)
      : Uint8Array.from(data);
  }
  if (data instanceof Blob || data instanceof ArrayBuffer || data instanceof ReadableStream) {
    return data;
  }
  return toStream(data);
}

/** Reads ahead nothing: a piece is taken when the network wants it. */
export function toStream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
