/** Keeps named byte sequences. Keys are paths of lower-case names: `upldab12/parts/1`. */
export interface ObjectStore {
  /**
   * Stores a whole object, replacing an earlier one at once. Durable when it returns; when it
   * fails, nothing has changed.
   * @throws {ObjectTooLargeError} above `maxBytes`.
   */
  put(key: string, body: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredObject>;
  /** Stores the objects under `partKeys`, joined in this order, under `key`; they stay. */
  compose(key: string, partKeys: readonly string[]): Promise<ComposedObject>;
  /** Stores an object under a second key, without moving its bytes where that is possible. */
  copy(fromKey: string, toKey: string): Promise<void>;
  /** Reads the whole object for its SHA-256, in hexadecimal. */
  sha256(key: string): Promise<string>;
  /** No error when it is not there. */
  delete(key: string): Promise<void>;
  /** First parts of all keys: what the store's top level consists of. */
  listRoots(): Promise<readonly string[]>;
  /** Deletes every object whose key begins with this first part. */
  deleteRoot(root: string): Promise<void>;
  /** Where the engine reads the object: an absolute path. */
  location(key: string): string;
}

export interface PutOptions {
  readonly maxBytes: number;
  /** Ends the transfer; nothing stays of what had arrived. */
  readonly signal: AbortSignal;
}

export interface ComposedObject {
  readonly sizeBytes: number;
}

export interface StoredObject extends ComposedObject {
  /** Hexadecimal. */
  readonly sha256: string;
}

export class ObjectTooLargeError extends Error {
  override readonly name = "ObjectTooLargeError";
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the object has more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}
