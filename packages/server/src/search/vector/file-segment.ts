import { readSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Metric } from "../search-index.ts";
import type { Block, BlockCache } from "./block-cache.ts";
import { DamagedVectorSegmentError } from "./damaged-vector-segment-error.ts";
import { decodeHeader, headerPlace, PREAMBLE_BYTES, type SegmentHeader } from "./segment-format.ts";
import { decodeTables, tablesBytes, type SegmentTables } from "./segment-tables.ts";
import type { Clusters, Coding, IrregularVectors, VectorSegment } from "./vector-segment.ts";

/**
 * Opens the file of a segment; lists are read when they are needed and kept in `cache`.
 *
 * @throws DamagedVectorSegmentError also later, when a list turns out to be damaged.
 */
export async function openVectorSegment(path: string, cache: BlockCache): Promise<VectorSegment> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const preamble = await readAt(file, 0, Math.min(size, PREAMBLE_BYTES));
    const place = headerPlace(path, preamble, size);
    const text = await readAt(file, place.offset, place.length);
    const header = decodeHeader(path, text, place);
    const bytes = await readAt(file, header.tablesOffset, tablesBytes(header));
    if (crc32(bytes) !== header.tablesCrc) {
      throw new DamagedVectorSegmentError(path, "its tables are damaged");
    }
    return new FileSegment({ path, file, size, cache }, header, decodeTables(header, bytes));
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface OpenFile {
  readonly path: string;
  readonly file: FileHandle;
  readonly size: number;
  readonly cache: BlockCache;
}

class FileSegment implements VectorSegment {
  readonly metric: Metric;
  readonly dimensions: number;
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly heldBytes: number;
  readonly rows: Uint32Array;
  readonly listStarts: Uint32Array;
  readonly clusters: Clusters | undefined;
  readonly coding: Coding | undefined;
  readonly irregular: IrregularVectors;
  readonly #open: OpenFile;
  readonly #header: SegmentHeader;
  readonly #tables: SegmentTables;
  /** Of the block of each list's vectors, then of each list's codes. */
  readonly #firstKey: number;
  readonly #vectorReads = new Map<number, Promise<Float32Array>>();
  readonly #codeReads = new Map<number, Promise<Int8Array>>();
  #isClosed = false;

  constructor(opened: OpenFile, header: SegmentHeader, tables: SegmentTables) {
    this.#open = opened;
    this.#header = header;
    this.#tables = tables;
    this.#firstKey = opened.cache.reserveKeys(header.listCount * 2);
    this.metric = header.metric;
    this.dimensions = header.dimensions;
    this.rowCount = header.vectorCount + header.irregularCount;
    this.sizeBytes = opened.size;
    this.heldBytes = tablesBytes(header);
    this.rows = tables.rows;
    this.listStarts = tables.listStarts;
    this.irregular = { rows: tables.irregularRows, vectors: tables.irregularVectors };
    const { centroids, radii, spreads, mean } = tables;
    const { reach, scale } = header;
    this.clusters = reach === null ? undefined : { centroids, radii, spreads, reach };
    this.coding = scale === null ? undefined : { mean, scale };
  }

  vectors(list: number): Float32Array | Promise<Float32Array> {
    const block = this.#open.cache.find(this.#firstKey + list);
    if (block instanceof Float32Array) return block;
    const [start, end] = this.#range(list);
    const into = new Float32Array((end - start) * this.dimensions);
    const offset = PREAMBLE_BYTES + start * this.dimensions * 4;
    const crc = this.#tables.vectorCrcs[list] ?? 0;
    return this.#read(this.#vectorReads, this.#firstKey + list, { into, offset, crc });
  }

  codes(list: number): Int8Array | Promise<Int8Array> {
    const key = this.#firstKey + this.#header.listCount + list;
    const block = this.#open.cache.find(key);
    if (block instanceof Int8Array) return block;
    const [start, end] = this.#range(list);
    const into = new Int8Array((end - start) * this.dimensions);
    const offset = this.#header.codesOffset + start * this.dimensions;
    const crc = this.#tables.codeCrcs[list] ?? 0;
    return this.#read(this.#codeReads, key, { into, offset, crc });
  }

  readVector(position: number, into: Float32Array): void {
    const offset = PREAMBLE_BYTES + position * this.dimensions * 4;
    const read = readSync(this.#open.file.fd, into, { position: offset });
    if (read !== into.byteLength) {
      throw new DamagedVectorSegmentError(this.#open.path, "it ends too early");
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.allSettled([...this.#vectorReads.values(), ...this.#codeReads.values()]);
    await this.#open.file.close();
    const { listCount } = this.#header;
    for (let block = 0; block < listCount * 2; block++) {
      this.#open.cache.delete(this.#firstKey + block);
    }
  }

  #range(list: number): [number, number] {
    return [this.listStarts[list] ?? 0, this.listStarts[list + 1] ?? 0];
  }

  /** Reads a block, once for all who want it at the same time. */
  #read<T extends Block>(
    reads: Map<number, Promise<T>>,
    key: number,
    wanted: WantedBlock<T>,
  ): Promise<T> {
    const running = reads.get(key);
    if (running !== undefined) return running;
    const read = this.#readBlock(wanted)
      .then((block) => {
        if (!this.#isClosed) this.#open.cache.set(key, block);
        return block;
      })
      .finally(() => reads.delete(key));
    reads.set(key, read);
    return read;
  }

  async #readBlock<T extends Block>({ into, offset, crc }: WantedBlock<T>): Promise<T> {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    await fill(this.#open.file, bytes, offset);
    if (crc32(bytes) !== crc) {
      throw new DamagedVectorSegmentError(this.#open.path, "a list of it is damaged");
    }
    return into;
  }
}

interface WantedBlock<T extends Block> {
  readonly into: T;
  readonly offset: number;
  readonly crc: number;
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await fill(file, bytes, offset);
  return bytes;
}

/** Fills with zeros what lies behind the file's end: checksums notice. */
async function fill(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const read = await file.read(bytes, { offset: done, position: offset + done });
    if (read.bytesRead === 0) return;
    done += read.bytesRead;
  }
}
