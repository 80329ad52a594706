import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Pausable } from "../concurrency/pausable.ts";
import { type FileHold, FileHolds } from "./file-holds.ts";
import type { SmallData } from "./result-store.ts";

/** Results up to this size live in the metastore, committed together with their run. */
const MAX_INLINE_BYTES = 64 * 1024;

/** The files of stored results: one Parquet file each, named after the result. */
export class ResultFiles {
  readonly dir: string;
  readonly #holds: FileHolds;

  /** @param removals paused while a backup gives the files a second name. */
  constructor(dir: string, removals = new Pausable()) {
    this.dir = dir;
    this.#holds = new FileHolds((resultId) =>
      removals.run(() => rm(this.path(resultId), { force: true })),
    );
  }

  path(resultId: string): string {
    return join(this.dir, `${resultId}.parquet`);
  }

  /**
   * Makes a written result durable: a small one is returned as bytes and its file removed, a larger
   * one is on disk when this returns.
   */
  async seal(resultId: string, sizeBytes: number): Promise<SmallData | undefined> {
    const path = this.path(resultId);
    if (sizeBytes > MAX_INLINE_BYTES) {
      await syncPath(path);
      await syncPath(this.dir);
      return undefined;
    }
    const bytes = new Uint8Array(await readFile(path));
    await rm(path);
    return { format: "parquet", bytes };
  }

  /** Bytes of a file beside the result's own that is made for just that. */
  async readWritten(
    resultId: string,
    write: (path: string) => Promise<void>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const path = this.#besidePath(resultId);
    try {
      await write(path);
      return new Uint8Array(await readFile(path));
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Keeps a result's file from being removed; take it before the result is looked up. */
  hold(resultId: string): FileHold {
    return this.#holds.hold(resultId);
  }

  /** Removes a result's file as soon as nobody reads it. */
  remove(resultId: string): Promise<void> {
    return this.#holds.remove(resultId);
  }

  /** Writes a small result's bytes to a file of its own, for a reader that needs a path. */
  async writeCopy(resultId: string, data: Uint8Array): Promise<{ path: string } & FileHold> {
    const path = this.#besidePath(resultId);
    const release = () => rm(path, { force: true });
    try {
      await writeFile(path, data);
    } catch (error) {
      await release();
      throw error;
    }
    return { path, release };
  }

  /** The sweep after a crash knows it by the id in front. */
  #besidePath(resultId: string): string {
    return join(this.dir, `${resultId}.${randomUUID()}.parquet`);
  }

  /** Removes files whose result was never committed. */
  async sweep(isStored: (ids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<void> {
    const names = await readdir(this.dir);
    for (let start = 0; start < names.length; start += 500) {
      const batch = names.slice(start, start + 500);
      const ids = batch.map((name) => name.split(".", 1)[0] ?? "");
      const stored = await isStored(ids);
      for (const [index, name] of batch.entries()) {
        if (!stored.has(ids[index] ?? "")) await rm(join(this.dir, name), { force: true });
      }
    }
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
