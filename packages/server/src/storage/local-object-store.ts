import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Pausable } from "../concurrency/pausable.ts";
import { joinFiles } from "./join-files.ts";
import type { ComposedObject, ObjectStore, PutOptions, StoredObject } from "./object-store.ts";
import { writeStream } from "./write-stream.ts";

const KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;
/** Files that are being written; what a crash leaves here is removed at the next start. */
const INCOMING = ".incoming";
const READ_BYTES = 1_024 ** 2;
/** A folder may get a last file while it is being removed. */
const REMOVE_TRIES = 3;

/** Objects as files below one folder of this machine. */
export class LocalObjectStore implements ObjectStore {
  readonly #rootDir: string;
  readonly #removals: Pausable;

  private constructor(rootDir: string, removals: Pausable) {
    this.#rootDir = rootDir;
    this.#removals = removals;
  }

  /**
   * Makes the folder, or cleans up what was being written when the last server ended.
   * @param removals paused while a backup gives the files a second name.
   */
  static async open(rootDir: string, removals = new Pausable()): Promise<LocalObjectStore> {
    await rm(join(rootDir, INCOMING), { recursive: true, force: true });
    await mkdir(join(rootDir, INCOMING), { recursive: true });
    return new LocalObjectStore(rootDir, removals);
  }

  put(key: string, body: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredObject> {
    return this.#place(key, (incoming) => writeStream(incoming, body, options));
  }

  compose(key: string, partKeys: readonly string[]): Promise<ComposedObject> {
    const paths = partKeys.map((partKey) => this.location(partKey));
    return this.#place(key, async (incoming) => ({ sizeBytes: await joinFiles(incoming, paths) }));
  }

  /** Objects never change, so one file can have two names. */
  async copy(fromKey: string, toKey: string): Promise<void> {
    const source = this.location(fromKey);
    await this.#place(toKey, (incoming) => link(source, incoming));
  }

  async sha256(key: string): Promise<string> {
    const hash = createHash("sha256");
    const pieces = createReadStream(this.location(key), { highWaterMark: READ_BYTES });
    for await (const piece of pieces) hash.update(piece);
    return hash.digest("hex");
  }

  async delete(key: string): Promise<void> {
    await this.#removals.run(() => rm(this.location(key), { force: true }));
  }

  /** Only what this store can have made: the folder may hold files of the system, too. */
  async listRoots(): Promise<readonly string[]> {
    const names = await readdir(this.#rootDir);
    return names.filter((name) => KEY.test(name));
  }

  async deleteRoot(root: string): Promise<void> {
    const path = this.location(root);
    await this.#removals.run(() =>
      rm(path, { recursive: true, force: true, maxRetries: REMOVE_TRIES }),
    );
  }

  location(key: string): string {
    if (!KEY.test(key)) throw new Error(`not an object key: ${JSON.stringify(key)}`);
    return join(this.#rootDir, key);
  }

  /** Makes a durable file under another name, then puts it in its place at once. */
  async #place<Made>(key: string, make: (incoming: string) => Promise<Made>): Promise<Made> {
    const target = this.location(key);
    const incoming = join(this.#rootDir, INCOMING, randomUUID());
    try {
      const made = await make(incoming);
      await mkdir(dirname(target), { recursive: true });
      await rename(incoming, target);
      await syncFolder(dirname(target));
      await syncFolder(this.#rootDir);
      return made;
    } finally {
      // Still there after a failure, and when the target was the same file under two names.
      await rm(incoming, { force: true });
    }
  }
}

/** A new name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}
