import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { BinaryBody } from "../core/binary-body.ts";
import type { ByteSource } from "../uploads/byte-source.ts";
import { openSource } from "../uploads/open-source.ts";
import { UploadSourceError } from "../uploads/upload-source-error.ts";

/** What can be uploaded where there are files: also the path of one, or its `file:` URL. */
export type FileSource = BinaryBody | string | URL;

/** Opens a path or a URL of a file, and all that can be uploaded anywhere. */
export async function openFileSource(
  source: unknown,
  sizeBytes: number | undefined,
): Promise<ByteSource> {
  if (typeof source !== "string" && !(source instanceof URL)) return openSource(source, sizeBytes);
  const path = typeof source === "string" ? source : fileURLToPath(source);
  const found = await stat(path);
  if (found.isDirectory()) throw new UploadSourceError(`${path} is a directory`);
  // Pipes and the like have no size, and can be read only once.
  if (!found.isFile()) return openSource(createReadStream(path), sizeBytes);
  const handle = await open(path, "r");
  try {
    return new OpenFile(path, handle, await handle.stat());
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

/** An open file, read part by part wherever parts are. */
class OpenFile implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #before: FileState;
  #closing: Promise<void> | undefined;

  constructor(path: string, handle: FileHandle, before: FileState) {
    this.name = basename(path);
    this.sizeBytes = before.size;
    this.#path = path;
    this.#handle = handle;
    this.#before = before;
  }

  async read(start: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const left = length - filled;
      const { bytesRead } = await this.#handle.read(bytes, filled, left, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }

  async finish(): Promise<void> {
    const { size, mtimeMs } = await this.#handle.stat();
    if (size !== this.#before.size || mtimeMs !== this.#before.mtimeMs) {
      throw new UploadSourceError(`${this.#path} was changed while it was sent`);
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#handle.close());
  }
}
