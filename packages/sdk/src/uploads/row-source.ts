import { toStream } from "../core/binary-body.ts";
import { writeJson } from "../core/write-json.ts";
import type { ByteSource } from "./byte-source.ts";
import { StreamSource } from "./stream-source.ts";
import { UploadSourceError } from "./upload-source-error.ts";

/** Rows, or pieces of a file; the first one tells which. */
type Items = Iterable<unknown> | AsyncIterable<unknown>;

const PIECE_CHARACTERS = 65_536;

/** Whether it gives items one after the other, and is not one of the forms of bytes. */
export function isItems(source: unknown): source is Items {
  if (typeof source !== "object" || source === null) return false;
  if (source instanceof Uint8Array || source instanceof ReadableStream) return false;
  return Symbol.iterator in source || Symbol.asyncIterator in source;
}

/** Sends rows as lines of JSON, as they come. */
export function openItems(items: Items, sizeBytes: number | undefined): ByteSource {
  const lines = new LineWriter();
  const source = new StreamSource(toStream(piecesOf(items, lines)), sizeBytes);
  return Object.defineProperty(source, "type", { get: () => lines.type });
}

async function* piecesOf(items: Items, lines: LineWriter): AsyncGenerator<Uint8Array> {
  // Waiting for each row would take longer than writing it.
  if (Symbol.iterator in items) {
    for (const item of items) if (lines.add(item)) yield lines.take();
  } else {
    for await (const item of items) {
      if (item instanceof Uint8Array && lines.type === undefined) yield item;
      else if (lines.add(item)) yield lines.take();
    }
  }
  yield lines.take();
}

class LineWriter {
  /** Media type; undefined as long as there was no row. */
  type: string | undefined;
  readonly #encoder = new TextEncoder();
  #text = "";
  #count = 0;

  /** Returns whether enough has come together. */
  add(row: unknown): boolean {
    this.type = "application/x-ndjson";
    this.#count += 1;
    this.#text += `${this.#lineOf(row)}\n`;
    return this.#text.length > PIECE_CHARACTERS;
  }

  take(): Uint8Array {
    const text = this.#text;
    this.#text = "";
    return this.#encoder.encode(text);
  }

  #lineOf(row: unknown): string {
    let problem = "rows are objects";
    try {
      const text = writeJson(row);
      if (text.startsWith("{")) return text;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    throw new UploadSourceError(`row ${this.#count}: ${problem}`);
  }
}
