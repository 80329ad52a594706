import { readSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { DamagedSegment } from "./damaged-segment.ts";
import type { SegmentBytes } from "./segment-bytes.ts";

/** Content is checked by pages of so many bytes. */
const PAGE = 8_192;

/** Content's size (8 bytes), checksum of the checksums and of the size (4), then the magic. */
const FOOTER = 24;

/** Ends each file; the last character is the version of the format. */
const MAGIC = "HDTEXT\n1";

/** A file whose bytes are compared with their checksums whenever they are read. */
export class CheckedFile implements SegmentBytes {
  readonly size: number;
  readonly #file: FileHandle;
  readonly #checksums: Uint32Array;

  private constructor(file: FileHandle, size: number, checksums: Uint32Array) {
    this.#file = file;
    this.size = size;
    this.#checksums = checksums;
  }

  static async open(path: string): Promise<CheckedFile> {
    const file = await open(path, "r");
    try {
      const { size: fileSize } = await file.stat();
      const { size, checksums } = readEnd(file.fd, fileSize);
      return new CheckedFile(file, size, checksums);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get memoryBytes(): number {
    return this.#checksums.byteLength;
  }

  read(offset: number, length: number): Uint8Array {
    const firstPage = Math.floor(offset / PAGE);
    const start = firstPage * PAGE;
    const end = Math.min(this.size, Math.ceil((offset + length) / PAGE) * PAGE);
    if (offset + length > this.size) throw new DamagedSegment("a part lies outside of the file");
    const pages = readWhole(this.#file.fd, start, end - start);
    for (let at = 0, page = firstPage; at < pages.length; at += PAGE, page += 1) {
      if (crc32(pages.subarray(at, at + PAGE)) !== this.#checksums[page]) {
        throw new DamagedSegment(`page ${page} is not what was written`);
      }
    }
    return pages.subarray(offset - start, offset - start + length);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Writes a new file, and has it on disk when it resolves. */
export async function writeCheckedFile(
  path: string,
  content: readonly Uint8Array[],
): Promise<number> {
  const file = await open(path, "wx");
  try {
    const checksums = new PageChecksums();
    for (const part of content) {
      for (let at = 0; at < part.length; at += WRITE) {
        const slice = part.subarray(at, at + WRITE);
        checksums.add(slice);
        await file.writeFile(slice);
      }
    }
    const end = checksums.end();
    await file.writeFile(end);
    await file.sync();
    return checksums.size + end.length;
  } finally {
    await file.close();
  }
}

const WRITE = 4 * 1_024 * 1_024;

class PageChecksums {
  size = 0;
  readonly #checksums: number[] = [];
  /** Checksum of the page that is not full yet. */
  #open = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const room = PAGE - (this.size % PAGE);
      const slice = bytes.subarray(at, at + room);
      this.#open = crc32(slice, this.#open);
      this.size += slice.length;
      at += slice.length;
      if (slice.length === room) this.#closePage();
    }
  }

  /** What follows the content. */
  end(): Uint8Array {
    if (this.size % PAGE > 0) this.#closePage();
    const checksums = bytesOf(Uint32Array.from(this.#checksums));
    const end = new Uint8Array(checksums.length + FOOTER);
    end.set(checksums);
    const view = new DataView(end.buffer, checksums.length);
    view.setFloat64(0, this.size, true);
    view.setUint32(8, crc32(end.subarray(0, checksums.length + 8)), true);
    end.set(Buffer.from(MAGIC), checksums.length + FOOTER - MAGIC.length);
    return end;
  }

  #closePage(): void {
    this.#checksums.push(this.#open);
    this.#open = 0;
  }
}

function readEnd(fd: number, fileSize: number): { size: number; checksums: Uint32Array } {
  if (fileSize < FOOTER) throw new DamagedSegment("the file is too short");
  const footer = readWhole(fd, fileSize - FOOTER, FOOTER);
  if (Buffer.from(footer.subarray(FOOTER - MAGIC.length)).toString("latin1") !== MAGIC) {
    throw new DamagedSegment("the file is no text segment of this version");
  }
  const view = new DataView(footer.buffer, footer.byteOffset, FOOTER);
  const size = view.getFloat64(0, true);
  const checksumsSize = Math.ceil(size / PAGE) * 4;
  if (size + checksumsSize + FOOTER !== fileSize) throw new DamagedSegment("the file is cut");
  const checked = readWhole(fd, size, checksumsSize + 8);
  if (crc32(checked) !== view.getUint32(8, true)) {
    throw new DamagedSegment("the checksums are not what was written");
  }
  return { size, checksums: new Uint32Array(checked.slice(0, checksumsSize).buffer) };
}

function readWhole(fd: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const count = readSync(fd, bytes, at, length - at, offset + at);
    if (count === 0) throw new DamagedSegment("the file is shorter than it was");
    at += count;
  }
  return bytes;
}

/** The very bytes of numbers; all platforms that this runs on have the lowest byte first. */
export function bytesOf(numbers: Uint32Array | Uint16Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
