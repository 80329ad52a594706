import type { LoadSource } from "../../engine/engine.ts";
import type { SourcePiece } from "../connector.ts";
import { SpoolFile, type SpoolFileRequest } from "./spool-file.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

const WRITE_BYTES = 1_024 * 1_024;
const LINE_END = 0x0a;
const QUOTE = 0x22;

/** A file of rows as text. */
export class RowFile {
  readonly #file: SpoolFile;
  #collected: Uint8Array[] = [];
  #collectedBytes = 0;
  #sizeBytes = 0;
  #rowCount = 0;
  #longestRowBytes = 0;
  #hasLineBreaks = false;

  private constructor(file: SpoolFile) {
    this.#file = file;
  }

  static async create(request: SpoolFileRequest): Promise<RowFile> {
    return new RowFile(await SpoolFile.create(request));
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async add({ text, rowCount, longestRowBytes }: TextPiece): Promise<void> {
    this.#sizeBytes += text.length;
    this.#rowCount += rowCount;
    this.#longestRowBytes = Math.max(this.#longestRowBytes, longestRowBytes);
    // Only in quotes can a line break be part of a cell.
    this.#hasLineBreaks ||= text.includes(QUOTE) && lineEnds(text) !== rowCount;
    this.#collected.push(text);
    this.#collectedBytes += text.length;
    if (this.#collectedBytes >= WRITE_BYTES) await this.#file.write(this.#takeCollected());
  }

  finish(): Promise<LoadSource> {
    return this.#file.finish(this.#takeCollected(), {
      rowCount: this.#rowCount,
      form: {
        kind: "text",
        longestRowBytes: this.#longestRowBytes,
        hasLineBreaks: this.#hasLineBreaks,
      },
    });
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  #takeCollected(): Uint8Array[] {
    const collected = this.#collected;
    this.#collected = [];
    this.#collectedBytes = 0;
    return collected;
  }
}

function lineEnds(text: Uint8Array): number {
  let count = 0;
  for (let at = text.indexOf(LINE_END); at >= 0; at = text.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}
