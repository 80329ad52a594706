import { randomUUID } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import { readSync } from "node:fs";
import path from "node:path";

const PART_BYTES = 4 * 1024 * 1024;
const FIRST_VECTORS = 16;

export interface SpoolOptions {
  /** Existing folder of the temporary file. */
  readonly folder: string;
  /** Bytes kept in memory before vectors go to the file. */
  readonly heldBytes: number;
  readonly dimensions: number;
}

/** Collects vectors and gives them again, as often as wanted; many of them wait in a file. */
export class VectorSpool {
  readonly dimensions: number;
  readonly #path: string;
  readonly #heldBytes: number;
  readonly #partVectors: number;
  readonly #parts: Float32Array[] = [];
  #last: Float32Array;
  #lastCount = 0;
  #fullParts = 0;
  #file: FileHandle | undefined;

  constructor(options: SpoolOptions) {
    this.dimensions = options.dimensions;
    this.#heldBytes = options.heldBytes;
    this.#path = path.join(options.folder, `vectors-${randomUUID()}.tmp`);
    this.#partVectors = Math.max(1, Math.floor(PART_BYTES / (options.dimensions * 4)));
    // Most files have few vectors: the first part grows.
    this.#last = new Float32Array(Math.min(FIRST_VECTORS, this.#partVectors) * options.dimensions);
  }

  get count(): number {
    return this.#fullParts * this.#partVectors + this.#lastCount;
  }

  /** @returns what to wait for before the next one, when something has to be written. */
  append(vector: ArrayLike<number>): Promise<void> | undefined {
    const end = this.#lastCount * this.dimensions;
    if (end === this.#last.length) this.#grow();
    this.#last.set(vector, end);
    this.#lastCount++;
    return this.#lastCount === this.#partVectors ? this.#endPart() : undefined;
  }

  #grow(): void {
    const numbers = Math.min(this.#last.length * 2, this.#partVectors * this.dimensions);
    const grown = new Float32Array(numbers);
    grown.set(this.#last);
    this.#last = grown;
  }

  /** All vectors in order, at most so many at a time, each batch in a buffer of its own. */
  async *batches(vectorCount: number): AsyncGenerator<VectorBatch> {
    let first = 0;
    for (let part = 0; part <= this.#fullParts; part++) {
      const vectors = await this.#part(part);
      const step = vectorCount * this.dimensions;
      for (let start = 0; start < vectors.length; start += step) {
        const batch = vectors.slice(start, start + step);
        const count = batch.length / this.dimensions;
        yield { first, count, vectors: batch };
        first += count;
      }
    }
  }

  /** Copies the vector at a position into `into`, at `offset`. */
  read(position: number, into: Float32Array, offset: number): void {
    const part = Math.floor(position / this.#partVectors);
    const start = (position % this.#partVectors) * this.dimensions;
    const held = part === this.#fullParts ? this.#last : this.#parts[part];
    const target = into.subarray(offset, offset + this.dimensions);
    if (held !== undefined) {
      target.set(held.subarray(start, start + this.dimensions));
      return;
    }
    if (this.#file === undefined) throw new Error("the spool is closed");
    readSync(this.#file.fd, target, { position: position * this.dimensions * 4 });
  }

  async close(): Promise<void> {
    this.#parts.length = 0;
    await this.#file?.close();
    if (this.#file !== undefined) await rm(this.#path, { force: true });
    this.#file = undefined;
  }

  #endPart(): Promise<void> | undefined {
    const part = this.#last;
    this.#fullParts++;
    this.#last = new Float32Array(part.length);
    this.#lastCount = 0;
    if (this.#file === undefined && this.#fullParts * part.byteLength <= this.#heldBytes) {
      this.#parts.push(part);
      return undefined;
    }
    return this.#write(part);
  }

  async #write(part: Float32Array): Promise<void> {
    this.#file ??= await open(this.#path, "wx+", 0o600);
    for (const held of this.#parts.splice(0)) await writeAll(this.#file, held);
    await writeAll(this.#file, part);
  }

  async #part(part: number): Promise<Float32Array> {
    if (part === this.#fullParts) return this.#last.subarray(0, this.#lastCount * this.dimensions);
    const held = this.#parts[part];
    if (held !== undefined) return held;
    if (this.#file === undefined) throw new Error("the spool is closed");
    const read = new Float32Array(this.#partVectors * this.dimensions);
    await this.#file.read(read, { position: part * read.byteLength });
    return read;
  }
}

export interface VectorBatch {
  /** Position of the first one. */
  readonly first: number;
  readonly count: number;
  readonly vectors: Float32Array;
}

async function writeAll(file: FileHandle, part: Float32Array): Promise<void> {
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done)).bytesWritten;
  }
}
