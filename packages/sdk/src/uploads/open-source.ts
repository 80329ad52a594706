import { toStream } from "../core/binary-body.ts";
import type { ByteSource } from "./byte-source.ts";
import { StreamSource } from "./stream-source.ts";

/**
 * Opens what an upload is given; `sizeBytes` is how many bytes a stream will give, if known. Throws
 * a TypeError for what it does not know.
 */
export type SourceOpener = (
  source: unknown,
  sizeBytes: number | undefined,
) => ByteSource | Promise<ByteSource>;

/**
 * Opens a `BinaryBody`.
 * @throws TypeError when it is none.
 */
export function openSource(source: unknown, sizeBytes: number | undefined): ByteSource {
  if (source instanceof Blob) {
    const { size, type } = source;
    const name = "name" in source ? String(source.name) : undefined;
    const blob = inMemory(source, size, (start, end) => source.slice(start, end));
    return { ...blob, name, type };
  }
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    const bytes = source instanceof Uint8Array ? source : new Uint8Array(source);
    return inMemory(bytes, bytes.length, (start, end) => bytes.subarray(start, end));
  }
  if (source instanceof ReadableStream) return new StreamSource(source, sizeBytes);
  if (isPieces(source)) return new StreamSource(toStream(source), sizeBytes);
  throw new TypeError("upload takes a Blob, an ArrayBuffer, a Uint8Array or a stream of bytes");
}

function isPieces(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function inMemory<T extends Blob | Uint8Array>(
  whole: T,
  sizeBytes: number,
  slice: (start: number, end: number) => T,
): ByteSource {
  return {
    whole,
    sizeBytes,
    read: async (start, length) => slice(start, start + length),
    close: () => {},
  };
}
