/** A stream that ends within this many bytes is sent like a file whose size is known. */
export const SMALL_BYTES = 8 * 1_024 ** 2;

/** What an upload takes its bytes from. */
export interface ByteSource {
  /** Name of the file, if it has one. */
  readonly name?: string | undefined;
  /** Its media type, if it knows. */
  readonly type?: string | undefined;
  /** Undefined while only the end of the source would tell. */
  readonly sizeBytes: number | undefined;
  /** All bytes, where they are at hand without being read into memory. */
  readonly whole?: Blob | Uint8Array;
  /**
   * `length` bytes from `start`, fewer only at the end. A stream is read on wherever it is: it must
   * be asked in order, but does not have to have answered before it is asked again.
   */
  read(start: number, length: number): Promise<Blob | Uint8Array>;
  /** Looks ahead, if that can tell the size. */
  begin?(): Promise<void>;
  /** @throws when what was read is not all, or not the same any more. */
  finish?(): Promise<void>;
  /** Gives back what it reads from, at once; reads in progress end early. */
  close(reason: unknown): void | Promise<void>;
}

export function sizeOf(bytes: Blob | Uint8Array): number {
  return bytes instanceof Blob ? bytes.size : bytes.length;
}
