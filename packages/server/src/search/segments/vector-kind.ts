import type { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import {
  readInlineVectors,
  readRowVectors,
  readVectors,
  type VectorBatch,
} from "../../engine/duckdb/columns/read-vectors.ts";
import type { VectorIndex } from "../search-index.ts";
import type { BlockCache } from "../vector/block-cache.ts";
import { DamagedVectorSegmentError } from "../vector/damaged-vector-segment-error.ts";
import { openVectorSegment } from "../vector/file-segment.ts";
import type { VectorSegment } from "../vector/vector-segment.ts";
import { VectorSegmentBuilder } from "../vector/vector-segment-builder.ts";
import type { EmbeddedIndex, EmbeddedTexts } from "./embedded-texts.ts";
import type { OpenSegment } from "./segment-cache.ts";
import type { SegmentKind, SegmentRows } from "./segment-kind.ts";
import { filesOf, type Sources } from "./segment-source.ts";

export interface VectorKindParts {
  readonly reader: ColumnReader;
  readonly blocks: BlockCache;
  /** What makes vectors of texts. */
  readonly embedded?: EmbeddedTexts;
}

/** Segments of vectors. */
export class VectorKind implements SegmentKind<VectorSegment, Float32Array> {
  readonly suffix = "vector";
  /** As it was named last: the key of its provider may change. */
  index: VectorIndex;
  readonly #parts: VectorKindParts;

  constructor(index: VectorIndex, parts: VectorKindParts) {
    this.index = index;
    this.#parts = parts;
  }

  async *read(sources: Sources, signal: AbortSignal): AsyncGenerator<SegmentRows<Float32Array>> {
    const { embedding, ...index } = this.index;
    const batches =
      embedding === undefined
        ? this.#readColumn(sources, signal)
        : this.#readEmbedded(sources, { ...index, embedding }, signal);
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
    sources: Sources,
    index: EmbeddedIndex,
    signal: AbortSignal,
  ): AsyncIterable<VectorBatch> {
    const { reader, embedded } = this.#parts;
    if (embedded === undefined) throw new Error("an index of texts has nothing to embed them with");
    const files = sources.filter((source) => source.kind === "file");
    const [first] = sources;
    if (first?.kind === "inline") yield* embedded.ofInline(first, index, signal);
    if (files.length === 0) return;
    yield* readRowVectors(reader, await embedded.filesOf(files, index, signal), signal);
  }

  builder() {
    const { metric, folder: tempFolder } = this.index;
    const builder = new VectorSegmentBuilder({ metric, tempFolder });
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
