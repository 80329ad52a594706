import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";

const BUFFER_BYTES = 67_108_864;

export interface ListRegion {
  readonly file: FileHandle;
  /** Where in the file the first list begins. */
  readonly offset: number;
  /** Items of each list. */
  readonly sizes: Uint32Array;
  readonly itemBytes: number;
}

/** Writes items, which come in any order, list after list: each list has a small buffer. */
export class ListWriter {
  readonly crcs: Uint32Array;
  readonly #region: ListRegion;
  readonly #buffers: (Uint8Array | undefined)[] = [];
  readonly #filled: Uint32Array;
  /** Where in the file the next items of each list go. */
  readonly #cursors: Float64Array;
  readonly #bufferBytes: number;

  constructor(region: ListRegion) {
    const { sizes, itemBytes } = region;
    this.#region = region;
    this.crcs = new Uint32Array(sizes.length);
    this.#filled = new Uint32Array(sizes.length);
    this.#cursors = new Float64Array(sizes.length);
    let offset = region.offset;
    sizes.forEach((size, list) => {
      this.#cursors[list] = offset;
      offset += size * itemBytes;
    });
    const items = Math.floor(BUFFER_BYTES / (sizes.length * itemBytes));
    this.#bufferBytes = Math.max(1, items) * itemBytes;
  }

  /** @returns what to wait for before the next item, when something has to be written. */
  append(list: number, item: Uint8Array): Promise<void> | undefined {
    const buffer = (this.#buffers[list] ??= new Uint8Array(this.#bytesFor(list)));
    const filled = this.#filled[list] ?? 0;
    buffer.set(item, filled);
    this.#filled[list] = filled + item.length;
    return filled + item.length === buffer.length ? this.#write(list, buffer) : undefined;
  }

  async finish(): Promise<void> {
    for (const [list, buffer] of this.#buffers.entries()) {
      const filled = this.#filled[list] ?? 0;
      if (buffer !== undefined && filled > 0) await this.#write(list, buffer.subarray(0, filled));
    }
  }

  #bytesFor(list: number): number {
    const { sizes, itemBytes } = this.#region;
    return Math.min(this.#bufferBytes, (sizes[list] ?? 0) * itemBytes);
  }

  async #write(list: number, items: Uint8Array): Promise<void> {
    let position = this.#cursors[list] ?? 0;
    this.#cursors[list] = position + items.length;
    this.#filled[list] = 0;
    this.crcs[list] = crc32(items, this.crcs[list]);
    for (let done = 0; done < items.length;) {
      const { bytesWritten } = await this.#region.file.write(items, {
        offset: done,
        position,
      });
      done += bytesWritten;
      position += bytesWritten;
    }
  }
}
