/** Fields of some tuples, as they lie in the bytes of a connection. */
export interface TupleBatch {
  readonly bytes: Uint8Array;
  readonly tupleCount: number;
  /**
   * Where each field's value begins, tuple by tuple; negative where it is NULL. The value's length is
   * a 32-bit number in front of it.
   */
  readonly starts: Int32Array;
  /** Fields of a tuple. */
  readonly fieldCount: number;
}

/** The values that one column has in a batch. */
export interface FieldValues {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Where the first `count` of them begin. */
  readonly starts: Int32Array;
}

export const NULL = -1;
export const LENGTH_BYTES = 4;

export function int32At(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}

export function int16At(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0);
}

export function lengthBefore(bytes: Uint8Array, start: number): number {
  return int32At(bytes, start - LENGTH_BYTES);
}
