import type { FileEncoding } from "../../csv-options.ts";
import { SqlError } from "../../engine.ts";
import { readBytes } from "./read-bytes.ts";
import type { TextSource } from "./text-source.ts";

/** Longest line, in bytes, that is kept in memory. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;
const LINE_FEED = 0x0a;

export interface TextBlock {
  readonly text: string;
  /** Numbers of the lines, counted from 1, that are not text in the file's encoding. */
  readonly brokenLines: readonly number[];
}

/**
 * Streams a file as text, without the mark at its front, in blocks that end with a line. Lines that
 * are not in the file's encoding come with replacement characters and are told.
 */
export async function* readText(
  source: TextSource,
  signal: AbortSignal,
): AsyncGenerator<TextBlock> {
  let line = 1;
  let isFirst = true;
  for await (const bytes of wholeLines(source, signal)) {
    const block = decoded(bytes, source.encoding, line);
    const text = isFirst && block.text.startsWith("\uFEFF") ? block.text.slice(1) : block.text;
    isFirst = false;
    line += countLineFeeds(text);
    yield { text, brokenLines: block.brokenLines };
  }
}

/** The error for a file that has such lines. */
export function brokenTextError({ label, encoding }: TextSource, line: number): SqlError {
  return new SqlError(
    `${label}, line ${line}: the bytes are not ${encoding.toUpperCase()} text; ` +
      'name the file\'s encoding, for example "csv": {"encoding": "latin1"}',
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

function decoded(bytes: Buffer, encoding: FileEncoding, firstLine: number): TextBlock {
  const options = { fatal: true, ignoreBOM: true } as const;
  try {
    return { text: new TextDecoder(encoding, options).decode(bytes), brokenLines: [] };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return { text, brokenLines: brokenLines(bytes, encoding, firstLine) };
  }
}

function brokenLines(bytes: Buffer, encoding: FileEncoding, firstLine: number): number[] {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const unit = encoding === "utf-8" ? 1 : 2;
  const lineEnd = encoding === "utf-16be" ? unit - 1 : 0;
  const broken: number[] = [];
  let start = 0;
  for (let line = firstLine; start < bytes.length; line += 1) {
    let end = bytes.indexOf(LINE_FEED, start);
    while (unit === 2 && end >= 0 && !isLineFeed(bytes, end, lineEnd)) {
      end = bytes.indexOf(LINE_FEED, end + 1);
    }
    const next = end < 0 ? bytes.length : end + unit - lineEnd;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      broken.push(line);
    }
    start = next;
  }
  return broken;
}

function isLineFeed(bytes: Buffer, index: number, place: number): boolean {
  return index % 2 === place && bytes[place === 0 ? index + 1 : index - 1] === 0;
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) count += 1;
  return count;
}
