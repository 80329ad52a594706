import type { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import { readInlineTexts, readTexts } from "../../engine/duckdb/columns/read-texts.ts";
import type { TextAnalyzer } from "../text/analysis/text-analyzer.ts";
import { DamagedSegment } from "../text/segment/damaged-segment.ts";
import type { PostingCache } from "../text/segment/posting-cache.ts";
import { openTextSegment, type TextSegment } from "../text/text-segment.ts";
import { TextSegmentBuilder } from "../text/text-segment-builder.ts";
import type { OpenSegment } from "./segment-cache.ts";
import type { SegmentKind, SegmentRows } from "./segment-kind.ts";
import { filesOf, type Sources } from "./segment-source.ts";

export interface TextKindParts {
  readonly reader: ColumnReader;
  readonly analyzer: TextAnalyzer;
  readonly postings: PostingCache;
}

/** Segments of texts. */
export class TextKind implements SegmentKind<TextSegment, string | null> {
  readonly suffix = "text";
  readonly #parts: TextKindParts;

  constructor(parts: TextKindParts) {
    this.#parts = parts;
  }

  async *read(sources: Sources, signal: AbortSignal): AsyncGenerator<SegmentRows<string | null>> {
    const { reader } = this.#parts;
    const [first] = sources;
    const batches =
      first?.kind === "inline"
        ? readInlineTexts(reader, first, signal)
        : readTexts(reader, filesOf(sources), signal);
    for await (const { file, firstRow, rowCount, texts: values } of batches) {
      const rows = Uint32Array.from(values, (_, index) => firstRow + index);
      yield { file, rowCount, rows, values };
    }
  }

  builder() {
    const builder = new TextSegmentBuilder(this.#parts.analyzer);
    return {
      add: (row: number, text: string | null) => {
        builder.add(row, text);
        return undefined;
      },
      hold: async () => openSegment(await builder.finish()),
      writeTo: async (path: string) => {
        await builder.writeTo(path);
      },
      close: async () => undefined,
    };
  }

  async open(path: string): Promise<OpenSegment<TextSegment>> {
    return openSegment(await openTextSegment(path, this.#parts.postings));
  }

  isDamage(error: unknown): boolean {
    return error instanceof DamagedSegment;
  }
}

function openSegment(segment: TextSegment): OpenSegment<TextSegment> {
  return { segment, bytes: segment.memoryBytes, close: () => segment.close() };
}
