import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LoadSource, RowsLayout, RowTextColumn } from "../../engine/engine.ts";

export interface SpoolFileRequest {
  /** An existing one. */
  readonly folder: string;
  readonly columns: readonly RowTextColumn[];
  /** What messages call the rows. */
  readonly label: string;
}

/** A file of rows that is being written. One write is under way while the next is collected. */
export class SpoolFile {
  readonly #request: SpoolFileRequest;
  readonly #path: string;
  readonly #file: FileHandle;
  #writing: Promise<void> = Promise.resolve();

  private constructor(request: SpoolFileRequest, path: string, file: FileHandle) {
    this.#request = request;
    this.#path = path;
    this.#file = file;
  }

  static async create(request: SpoolFileRequest): Promise<SpoolFile> {
    const path = join(request.folder, `${randomUUID()}.rows`);
    return new SpoolFile(request, path, await open(path, "wx", 0o600));
  }

  /**
   * Begins to write once the last write is over.
   * @param onWritten called when nobody looks at the bytes any more
   */
  async write(parts: Uint8Array[], onWritten: () => void = () => {}): Promise<void> {
    await this.#writing;
    this.#writing = writeAll(this.#file, parts).then(onWritten);
    // Whoever waits for it next is told.
    this.#writing.catch(() => undefined);
  }

  /** Writes what is left and hands the file over. */
  async finish(rest: Uint8Array[], rows: Omit<RowsLayout, "columns">): Promise<LoadSource> {
    try {
      await this.write(rest);
      await this.#writing;
      await this.#file.close();
    } catch (error) {
      await this.discard();
      throw error;
    }
    const { columns, label } = this.#request;
    return {
      path: this.#path,
      format: "rows",
      compression: "none",
      label,
      fullScan: false,
      rows: { columns, ...rows },
    };
  }

  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}

async function writeAll(file: FileHandle, parts: Uint8Array[]): Promise<void> {
  if (parts.length === 0) return;
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev(parts);
  if (bytesWritten === bytes) return;
  // A full disk takes a part; the next write says so.
  await file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
}
