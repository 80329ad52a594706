import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { EngineDiskFullError } from "../../engine/engine.ts";

const CHECK_BYTES = 64 * 1024 * 1024;
/** What files on the way leave free: the disk is that of the server's own data. */
const RESERVED_BYTES = 256 * 1024 * 1024;

/** Looks now and then whether the disk has room for a file that grows. */
export class SpaceWatch {
  readonly #path: string;
  #unchecked = CHECK_BYTES;

  constructor(path: string) {
    this.#path = dirname(path);
  }

  /**
   * @param bytes to be written next
   * @throws {EngineDiskFullError}
   */
  async admit(bytes: number): Promise<void> {
    this.#unchecked += bytes;
    if (this.#unchecked < CHECK_BYTES) return;
    this.#unchecked = 0;
    const { bavail, bsize } = await statfs(this.#path);
    if (bavail * bsize - bytes >= RESERVED_BYTES) return;
    throw new EngineDiskFullError("the server's disk has no room for the file to be fetched");
  }
}
