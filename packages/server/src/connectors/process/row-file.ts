import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LoadSource, RowTextColumn } from "../../engine/engine.ts";
import type { SourcePiece } from "../connector.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

export interface RowFileRequest {
  readonly folder: string;
  readonly columns: readonly RowTextColumn[];
  readonly label: string;
}

const WRITE_BYTES = 1_024 * 1_024;
const LINE_END = 0x0a;
const QUOTE = 0x22;

/** A file of rows that is being written. One write is under way while the next is collected. */
export class RowFile {
  readonly #request: RowFileRequest;
  readonly #path: string;
  readonly #file: FileHandle;
  #collected: Uint8Array[] = [];
  #collectedBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #sizeBytes = 0;
  #rowCount = 0;
  #longestRowBytes = 0;
  #hasLineBreaks = false;

  private constructor(request: RowFileRequest, path: string, file: FileHandle) {
    this.#request = request;
    this.#path = path;
    this.#file = file;
  }

  static async create(request: RowFileRequest): Promise<RowFile> {
    const path = join(request.folder, `${randomUUID()}.rows`);
    return new RowFile(request, path, await open(path, "wx", 0o600));
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async add({ text, rowCount, longestRowBytes }: TextPiece): Promise<void> {
    this.#sizeBytes += text.length;
    this.#rowCount += rowCount;
    this.#longestRowBytes = Math.max(this.#longestRowBytes, longestRowBytes);
    // Only in quotes can a line break be part of a cell.
    this.#hasLineBreaks ||= text.includes(QUOTE) && lineEnds(text) !== rowCount;
    this.#collected.push(text);
    this.#collectedBytes += text.length;
    if (this.#collectedBytes >= WRITE_BYTES) await this.#write();
  }

  /** Writes what is left and hands the file over. */
  async finish(): Promise<LoadSource> {
    try {
      await this.#write();
      await this.#writing;
      await this.#file.close();
    } catch (error) {
      await this.discard();
      throw error;
    }
    return {
      path: this.#path,
      format: "rows",
      compression: "none",
      label: this.#request.label,
      fullScan: false,
      rows: {
        columns: this.#request.columns,
        rowCount: this.#rowCount,
        form: {
          kind: "text",
          longestRowBytes: this.#longestRowBytes,
          hasLineBreaks: this.#hasLineBreaks,
        },
      },
    };
  }

  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }

  async #write(): Promise<void> {
    await this.#writing;
    const buffers = this.#collected;
    if (buffers.length === 0) return;
    const bytes = this.#collectedBytes;
    this.#collected = [];
    this.#collectedBytes = 0;
    this.#writing = writeAll(this.#file, buffers, bytes);
    // Whoever waits for it next is told.
    this.#writing.catch(() => undefined);
  }
}

async function writeAll(file: FileHandle, buffers: Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await file.writev(buffers);
  if (bytesWritten === bytes) return;
  // A full disk takes a part; the next write says so.
  await file.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
}

function lineEnds(text: Uint8Array): number {
  let count = 0;
  for (let at = text.indexOf(LINE_END); at >= 0; at = text.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}
