import { statfs } from "node:fs/promises";
import { storageFull } from "../http/api-error.ts";

export interface DiskSpaceOptions {
  readonly dataDir: string;
  /** Space that is kept for what must still be written when nothing else may be. */
  readonly reserveBytes: number;
}

/** How long a measurement is trusted, so that a burst of requests costs one. */
const TRUST_MS = 500;

/** Refuses work before the disk is full, so that the catalogs and the history can still be kept. */
export class DiskSpace {
  readonly #options: DiskSpaceOptions;
  #measured: { readonly at: number; readonly freeBytes: Promise<number> } | undefined;

  constructor(options: DiskSpaceOptions) {
    this.#options = options;
  }

  /**
   * @param bytes what is about to be written, as far as that is known
   * @throws {ApiError} STORAGE_FULL
   */
  async require(bytes: number): Promise<void> {
    if (!(await this.has(bytes))) throw storageFull();
  }

  async has(bytes: number): Promise<boolean> {
    return (await this.freeBytes()) - bytes >= this.#options.reserveBytes;
  }

  /** What is free at this moment, the reserve included. */
  freeBytes(): Promise<number> {
    const now = performance.now();
    if (this.#measured === undefined || now - this.#measured.at > TRUST_MS) {
      this.#measured = { at: now, freeBytes: freeBytes(this.#options.dataDir) };
    }
    return this.#measured.freeBytes;
  }
}

async function freeBytes(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize;
}
