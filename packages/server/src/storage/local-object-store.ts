import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  type ObjectStore,
  ObjectTooLargeError,
  type PutOptions,
  type StoredObject,
} from "./object-store.ts";

const KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;
/** Files that are being written; what a crash leaves here is removed at the next start. */
const INCOMING = ".incoming";
const BUFFER_BYTES = 1_024 ** 2;

/** Objects as files below one folder of this machine. */
export class LocalObjectStore implements ObjectStore {
  readonly #rootDir: string;

  private constructor(rootDir: string) {
    this.#rootDir = rootDir;
  }

  /** Makes the folder, or cleans up what was being written when the last server ended. */
  static async open(rootDir: string): Promise<LocalObjectStore> {
    await rm(join(rootDir, INCOMING), { recursive: true, force: true });
    await mkdir(join(rootDir, INCOMING), { recursive: true });
    return new LocalObjectStore(rootDir);
  }

  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    { maxBytes, signal }: PutOptions,
  ): Promise<StoredObject> {
    return this.#write(key, body, { maxBytes, ...(signal === undefined ? {} : { signal }) });
  }

  async compose(key: string, partKeys: readonly string[]): Promise<StoredObject> {
    const paths = partKeys.map((partKey) => this.location(partKey));
    return this.#write(key, readAll(paths), { maxBytes: Number.POSITIVE_INFINITY });
  }

  /** Objects never change, so one file can have two names. */
  async copy(fromKey: string, toKey: string): Promise<void> {
    const target = this.location(toKey);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    await link(this.location(fromKey), target);
    await syncFolder(dirname(target));
  }

  async delete(key: string): Promise<void> {
    await rm(this.location(key), { force: true });
  }

  async listRoots(): Promise<readonly string[]> {
    const names = await readdir(this.#rootDir);
    return names.filter((name) => name !== INCOMING);
  }

  async deleteRoot(root: string): Promise<void> {
    await rm(this.location(root), { recursive: true, force: true });
  }

  location(key: string): string {
    if (!KEY.test(key)) throw new Error(`not an object key: ${JSON.stringify(key)}`);
    return join(this.#rootDir, key);
  }

  async #write(
    key: string,
    body: AsyncIterable<Uint8Array>,
    options: PutOptions,
  ): Promise<StoredObject> {
    const target = this.location(key);
    const incoming = join(this.#rootDir, INCOMING, randomUUID());
    try {
      const stored = await writeDurably(incoming, body, options);
      await mkdir(dirname(target), { recursive: true });
      await rename(incoming, target);
      await syncFolder(dirname(target));
      await syncFolder(this.#rootDir);
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }
}

async function writeDurably(
  path: string,
  body: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: PutOptions,
): Promise<StoredObject> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) throw new ObjectTooLargeError(maxBytes);
      hash.update(piece);
      yield piece;
    }
  }
  // `flush` makes the file durable before it is closed.
  const file = createWriteStream(path, { flags: "wx", flush: true, highWaterMark: BUFFER_BYTES });
  await pipeline(measured(), file, signal === undefined ? {} : { signal });
  return { sizeBytes, sha256: hash.digest("hex") };
}

async function* readAll(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) yield* createReadStream(path, { highWaterMark: BUFFER_BYTES });
}

/** A new name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
