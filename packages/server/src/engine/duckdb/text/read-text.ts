import type { FileEncoding } from "../../csv-options.ts";
import { SqlError } from "../../engine.ts";
import { readBytes } from "./read-bytes.ts";
import type { TextSource } from "./text-source.ts";

/** Longest line, in bytes, that is kept in memory. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;
const LINE_FEED = 0x0a;

export interface TextBlock {
  readonly text: string;
  /** Whether bytes were replaced that are no text in the file's encoding. */
  readonly isBroken: boolean;
}

/** What stands for bytes that are no text. */
export const REPLACEMENT = "\uFFFD";

/** Streams a file as text, without the mark at its front, in blocks that end with a line. */
export async function* readText(
  source: TextSource,
  signal: AbortSignal,
): AsyncGenerator<TextBlock> {
  let isFirst = true;
  for await (const bytes of wholeLines(source, signal)) {
    const block = decoded(bytes, source.encoding);
    const hasMark = isFirst && block.text.startsWith("\uFEFF");
    isFirst = false;
    yield hasMark ? { ...block, text: block.text.slice(1) } : block;
  }
}

/** The error for a file with such bytes. */
export function brokenTextError({ label, encoding }: TextSource, line: number): SqlError {
  return new SqlError(
    `${label}, line ${line}: the bytes are not ${encoding.toUpperCase()} text; save the file as ` +
      'UTF-8, or name its encoding, for example "csv": {"encoding": "latin1"}',
  );
}

async function* wholeLines(source: TextSource, signal: AbortSignal): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  for await (const chunk of readBytes(source, signal)) {
    const end = endOfLines(chunk, source.encoding, pendingBytes);
    if (end > 0) {
      yield Buffer.concat([...pending, chunk.subarray(0, end)]);
      pending = [];
      pendingBytes = 0;
    }
    pending.push(chunk.subarray(end));
    pendingBytes += chunk.length - end;
    if (pendingBytes > MAX_LINE_BYTES) {
      throw new SqlError(`${source.label} has a line of more than ${MAX_LINE_BYTES} bytes`);
    }
  }
  if (pendingBytes > 0) yield Buffer.concat(pending);
}

/** Where the last whole line of a chunk ends; 0 without any. */
function endOfLines(chunk: Buffer, encoding: FileEncoding, offset: number): number {
  if (encoding === "utf-8" || encoding === "windows-1252") return chunk.lastIndexOf(LINE_FEED) + 1;
  let end = chunk.length;
  const [first, second] = encoding === "utf-16le" ? [LINE_FEED, 0] : [0, LINE_FEED];
  while (end >= 2) {
    const isWhole = (offset + end) % 2 === 0;
    if (isWhole && chunk[end - 2] === first && chunk[end - 1] === second) return end;
    end -= 1;
  }
  return 0;
}

function decoded(bytes: Buffer, encoding: FileEncoding): TextBlock {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(bytes), isBroken: false };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return { text, isBroken: true };
  }
}
