import type { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import {
  readInlineVectors,
  readRowVectors,
  readVectors,
  type VectorBatch,
} from "../../engine/duckdb/columns/read-vectors.ts";
import type { Metric } from "../search-index.ts";
import type { BlockCache } from "../vector/block-cache.ts";
import { DamagedVectorSegmentError } from "../vector/damaged-vector-segment-error.ts";
import { openVectorSegment } from "../vector/file-segment.ts";
import type { VectorSegment } from "../vector/vector-segment.ts";
import { VectorSegmentBuilder } from "../vector/vector-segment-builder.ts";
import type { EmbeddedColumn } from "./embedded-column.ts";
import type { IndexFolder } from "./index-folder.ts";
import type { OpenSegment } from "./segment-cache.ts";
import type { SegmentKind, SegmentRows } from "./segment-kind.ts";
import { type FileSource, filesOf, type Sources } from "./segment-source.ts";

export interface VectorKindParts {
  readonly metric: Metric;
  readonly folder: IndexFolder;
  readonly reader: ColumnReader;
  readonly blocks: BlockCache;
  /** Makes vectors, where the column holds texts. */
  readonly embedded: EmbeddedColumn | undefined;
}

/** Segments of vectors. */
export class VectorKind implements SegmentKind<VectorSegment, Float32Array> {
  readonly suffix = "vector";
  readonly #parts: VectorKindParts;

  constructor(parts: VectorKindParts) {
    this.#parts = parts;
  }

  /** Services and models take their time. */
  async ready(source: FileSource, signal: AbortSignal): Promise<void> {
    await this.#parts.embedded?.pathsOf([source], signal);
  }

  async *read(sources: Sources, signal: AbortSignal): AsyncGenerator<SegmentRows<Float32Array>> {
    const { embedded } = this.#parts;
    const batches =
      embedded === undefined
        ? this.#readColumn(sources, signal)
        : this.#readEmbedded(embedded, sources, signal);
    for await (const { vectors: values, ...batch } of batches) yield { ...batch, values };
  }

  #readColumn(sources: Sources, signal: AbortSignal): AsyncIterable<VectorBatch> {
    const { reader } = this.#parts;
    const [first] = sources;
    return first?.kind === "inline"
      ? readInlineVectors(reader, first, signal)
      : readVectors(reader, filesOf(sources), signal);
  }

  async *#readEmbedded(
    embedded: EmbeddedColumn,
    sources: Sources,
    signal: AbortSignal,
  ): AsyncGenerator<VectorBatch> {
    const [first] = sources;
    if (first?.kind === "inline") {
      yield* embedded.ofInline(first, signal);
      return;
    }
    const files = sources.filter((source) => source.kind === "file");
    yield* readRowVectors(this.#parts.reader, await embedded.pathsOf(files, signal), signal);
  }

  builder() {
    const { metric, folder } = this.#parts;
    const builder = new VectorSegmentBuilder({ metric, tempFolder: folder.path });
    return {
      add: (row: number, vector: Float32Array) => builder.add(row, vector),
      hold: async () => openSegment(await builder.hold()),
      writeTo: (path: string, signal: AbortSignal) => builder.writeTo(path, signal),
      close: () => builder.close(),
    };
  }

  async open(path: string): Promise<OpenSegment<VectorSegment>> {
    return openSegment(await openVectorSegment(path, this.#parts.blocks));
  }

  isDamage(error: unknown): boolean {
    return error instanceof DamagedVectorSegmentError;
  }
}

function openSegment(segment: VectorSegment): OpenSegment<VectorSegment> {
  return { segment, bytes: segment.heldBytes, close: () => segment.close() };
}
