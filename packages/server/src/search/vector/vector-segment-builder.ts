import type { Metric } from "../search-index.ts";
import { buildClusters } from "./build-clusters.ts";
import { isRegular } from "./distances.ts";
import { holdSegment, type HeldContent } from "./memory-segment.ts";
import { Slices } from "./slices.ts";
import { VectorLengthError } from "./vector-length-error.ts";
import type { VectorSegment } from "./vector-segment.ts";
import { VectorSpool } from "./vector-spool.ts";
import { writeSegment } from "./write-segment.ts";

const HELD_BYTES = 134_217_728;
/** From here on lists of near vectors pay: comparing all takes about half a millisecond. */
const MIN_CLUSTERED_VECTORS = 4096;
const MIN_CLUSTERED_NUMBERS = 2_560_000;

export interface VectorBuildOptions {
  readonly metric: Metric;
  /** Existing folder, on a disk with room for the vectors, where they wait if they are many. */
  readonly tempFolder: string;
  /** Bytes of vectors kept in memory before they go there; 128 MiB when undefined. */
  readonly heldBytes?: number;
}

/**
 * Makes the segment of one data file. Long work is done in slices of a few milliseconds, between
 * which whatever else the process has to do goes on.
 */
export class VectorSegmentBuilder {
  readonly #options: VectorBuildOptions;
  #spool: VectorSpool | undefined;
  #dimensions = 0;
  #rows = new Uint32Array(1024);
  #rowCount = 0;
  readonly #irregularRows: number[] = [];
  readonly #irregularVectors: Float32Array[] = [];

  constructor(options: VectorBuildOptions) {
    this.#options = options;
  }

  /** Length of the vectors; 0 before the first one. */
  get dimensions(): number {
    return this.#dimensions;
  }

  /**
   * Adds the vector of a row, which is copied. Rows without one are just not added; an empty one
   * is none.
   *
   * @returns what to wait for before the next one, when something has to be written.
   * @throws VectorLengthError when earlier ones are of another length.
   */
  add(row: number, vector: Float32Array): Promise<void> | undefined {
    if (vector.length === 0) return undefined;
    if (this.#dimensions === 0) this.#dimensions = vector.length;
    if (vector.length !== this.#dimensions) {
      throw new VectorLengthError(row, vector.length, this.#dimensions);
    }
    if (!isRegular(this.#options.metric, vector)) {
      this.#irregularRows.push(row);
      this.#irregularVectors.push(vector.slice());
      return undefined;
    }
    if (this.#rowCount === this.#rows.length) this.#growRows();
    this.#rows[this.#rowCount++] = row;
    this.#spool ??= new VectorSpool({
      folder: this.#options.tempFolder,
      heldBytes: this.#options.heldBytes ?? HELD_BYTES,
      dimensions: this.#dimensions,
    });
    return this.#spool.append(vector);
  }

  /** Writes the segment to a file that does not exist yet; it is on the disk afterwards. */
  async writeTo(path: string, signal?: AbortSignal): Promise<void> {
    const slices = new Slices(signal);
    const content = this.#content();
    const { spool, metric, dimensions } = content;
    const isClustered =
      spool !== undefined &&
      spool.count >= MIN_CLUSTERED_VECTORS &&
      spool.count * dimensions >= MIN_CLUSTERED_NUMBERS;
    const clusters = isClustered ? await buildClusters(spool, metric, slices) : undefined;
    await writeSegment(path, { ...content, clusters }, slices);
  }

  /** The segment, held in memory: for few vectors. */
  async hold(): Promise<VectorSegment> {
    return holdSegment(this.#content());
  }

  /** Removes what is left of the work; to be called in any case. */
  async close(): Promise<void> {
    await this.#spool?.close();
  }

  #content(): HeldContent {
    const vectors = new Float32Array(this.#irregularVectors.length * this.#dimensions);
    this.#irregularVectors.forEach((vector, index) => {
      vectors.set(vector, index * this.#dimensions);
    });
    return {
      metric: this.#options.metric,
      dimensions: this.#dimensions,
      spool: this.#spool,
      rows: this.#rows.slice(0, this.#rowCount),
      irregular: { rows: Uint32Array.from(this.#irregularRows), vectors },
    };
  }

  #growRows(): void {
    const grown = new Uint32Array(this.#rows.length * 2);
    grown.set(this.#rows);
    this.#rows = grown;
  }
}
