import { setImmediate } from "node:timers/promises";
import type { IndexFolder } from "./index-folder.ts";
import type { OpenSegment } from "./segment-cache.ts";
import type { SegmentBuilder, SegmentKind, SegmentRows } from "./segment-kind.ts";
import type { FileSource, InlineSource, Sources } from "./segment-source.ts";

/** Segments of fewer rows are not written to disk: to make one again takes no longer. */
const MIN_STORED_ROWS = 4_096;
const SLICE_MS = 4;

export interface Making<Segment, Value> {
  readonly kind: SegmentKind<Segment, Value>;
  readonly folder: IndexFolder;
  /** Whether to leave it on disk however few rows there are. */
  readonly isStored: boolean;
  readonly signal: AbortSignal;
}

/** Reads sources with one statement and makes the segment of each, one after the other. */
export async function* makeSegments<Segment, Value>(
  sources: Sources,
  making: Making<Segment, Value>,
): AsyncGenerator<OpenSegment<Segment>> {
  const { kind, signal } = making;
  let maker = new Maker(sources[0], making);
  let number = 0;
  try {
    for await (const batch of kind.read(sources, signal)) {
      // A file without rows comes with no batch.
      for (; number < batch.file; number += 1) {
        yield await maker.finish();
        maker = new Maker(sources[number + 1], making);
      }
      await maker.add(batch);
    }
    for (; number < sources.length; number += 1) {
      yield await maker.finish();
      maker = new Maker(sources[number + 1], making);
    }
  } finally {
    await maker.close();
  }
}

class Maker<Segment, Value> {
  readonly #source: FileSource | InlineSource | undefined;
  readonly #making: Making<Segment, Value>;
  readonly #builder: SegmentBuilder<Segment, Value>;
  #rowCount = 0;
  #sliceStart = performance.now();

  constructor(source: FileSource | InlineSource | undefined, making: Making<Segment, Value>) {
    this.#source = source;
    this.#making = making;
    this.#builder = making.kind.builder();
  }

  async add({ rowCount, rows, values }: SegmentRows<Value>): Promise<void> {
    this.#rowCount += rowCount;
    for (let index = 0; index < rows.length; index += 1) {
      const added = this.#builder.add(rows[index] as number, values[index] as Value);
      if (added !== undefined) await added;
      // Searches come first.
      if ((index & 63) === 0 && performance.now() - this.#sliceStart > SLICE_MS) {
        await setImmediate();
        this.#making.signal.throwIfAborted();
        this.#sliceStart = performance.now();
      }
    }
  }

  async finish(): Promise<OpenSegment<Segment>> {
    const { kind, folder, isStored, signal } = this.#making;
    try {
      const isSmall = this.#rowCount < MIN_STORED_ROWS && !isStored;
      if (this.#source?.kind !== "file" || isSmall) return await this.#builder.hold();
      const fileName = `${this.#source.name}.${kind.suffix}`;
      await folder.write(fileName, (path) => this.#builder.writeTo(path, signal));
      return await kind.open(folder.pathOf(fileName));
    } finally {
      await this.close();
    }
  }

  close(): Promise<void> {
    return this.#builder.close();
  }
}
