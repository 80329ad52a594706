import { open, type FileHandle } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { SourceError } from "../source-error.ts";
import type { FilePart, RemoteBody, RemoteFile, RemoteFiles } from "./remote-files.ts";
import { SpaceWatch } from "./space-watch.ts";

export interface DownloadLimits {
  readonly maxBytes: number;
  /** Within each such time, in milliseconds, at least {@link SLOWEST_BYTES} have to come. */
  readonly slowestMs: number;
}

export interface DownloadedFile {
  readonly sizeBytes: number;
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
}

/** Whoever sends less than this in the time that a whole answer may take is given up. */
const SLOWEST_BYTES = 16 * 1024;
/** Attempts in a row that brought nothing, or nothing that can be kept. */
const MAX_IDLE_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 200;

/**
 * Fetches a whole file. A transfer that breaks goes on where it was, when the file is still the
 * same; else it begins anew. So the file on disk is one version of it, or there is an error.
 *
 * @throws {SourceError} also when it is larger than it may be: `unreadable`
 */
export async function downloadFile(
  files: Pick<RemoteFiles, "open">,
  { file, path, limits }: { file: RemoteFile; path: string; limits: DownloadLimits },
  signal: AbortSignal,
): Promise<DownloadedFile> {
  const handle = await open(path, "wx");
  try {
    const target = new Download(handle, { file, path, limits });
    for (let idle = 0; ;) {
      const before = target.kept;
      try {
        const body = await files.open(file, target.missing, signal);
        return await target.take(body);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SourceError) || error.kind !== "unavailable") throw error;
        idle = target.kept - before >= SLOWEST_BYTES ? 0 : idle + 1;
        if (idle === MAX_IDLE_ATTEMPTS) throw error;
      }
      await pause(FIRST_PAUSE_MS * 2 ** Math.max(0, idle - 1), undefined, { signal });
    }
  } finally {
    await handle.close();
  }
}

/** A file on its way. */
class Download {
  readonly #handle: FileHandle;
  readonly #file: RemoteFile;
  readonly #limits: DownloadLimits;
  readonly #space: SpaceWatch;
  #size = 0;
  #etag: string | undefined;

  constructor(
    handle: FileHandle,
    { file, path, limits }: { file: RemoteFile; path: string; limits: DownloadLimits },
  ) {
    this.#handle = handle;
    this.#file = file;
    this.#limits = limits;
    this.#space = new SpaceWatch(path);
  }

  /** Bytes that need not come again: none where no tag tells whether the rest is of the same file. */
  get kept(): number {
    return this.#etag === undefined ? 0 : this.#size;
  }

  get missing(): FilePart {
    return { from: this.kept, etag: this.#etag };
  }

  async take(body: RemoteBody): Promise<DownloadedFile> {
    try {
      await this.#goTo(body.start);
      this.#etag = body.etag;
      const { totalBytes, contentType } = body;
      if (totalBytes !== undefined) await this.#admit(totalBytes);
      await this.#write(body.pieces);
      if (totalBytes !== undefined && totalBytes !== this.#size) {
        throw this.#lost(`ended after ${this.#size} of ${totalBytes} bytes`);
      }
      return { sizeBytes: this.#size, etag: this.#etag, contentType };
    } finally {
      body.close();
    }
  }

  async #goTo(start: number): Promise<void> {
    if (start === this.#size) return;
    if (start !== 0) throw this.#lost("goes on in another place than was asked for");
    await this.#handle.truncate(0);
    this.#size = 0;
  }

  async #write(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    let windowBegan = performance.now();
    let windowBytes = 0;
    for await (const piece of pieces) {
      await this.#admit(this.#size + piece.length);
      await this.#append(piece);
      windowBytes += piece.length;
      if (performance.now() - windowBegan < this.#limits.slowestMs) continue;
      if (windowBytes < SLOWEST_BYTES) throw this.#lost("comes too slowly");
      windowBegan = performance.now();
      windowBytes = 0;
    }
  }

  async #append(piece: Uint8Array): Promise<void> {
    for (let done = 0; done < piece.length;) {
      const rest = piece.length - done;
      const { bytesWritten } = await this.#handle.write(piece, done, rest, this.#size);
      done += bytesWritten;
      this.#size += bytesWritten;
    }
  }

  async #admit(bytes: number): Promise<void> {
    const { maxBytes } = this.#limits;
    if (bytes > maxBytes) {
      throw new SourceError("unreadable", `${this.#file.label} is larger than ${maxBytes} bytes.`);
    }
    await this.#space.admit(bytes - this.#size);
  }

  #lost(what: string): SourceError {
    return new SourceError("unavailable", `${this.#file.label} ${what}.`);
  }
}
