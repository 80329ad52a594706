import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { quoteLiteral } from "../sql-text.ts";
import { textColumn } from "./plain-reader.ts";
import { readerCall } from "./plain-reader.ts";
import type { TextRow } from "./text-row.ts";

/** Rows of a file, written again so that the engine takes them apart in one way only. */
export interface CanonicalRows {
  readonly path: string;
  readonly columnCount: number;
  readonly rowCount: number;
  readonly longestRowBytes: number;
}

export interface CanonicalRequest {
  readonly rows: AsyncIterable<Iterable<TextRow>>;
  readonly columnCount: number;
  /** Whether the characters of each row are written as well. */
  readonly keepsRaw: boolean;
  readonly path: string;
}

/** Longest row that the engine's reader takes when nothing else is said. */
const USUAL_ROW_BYTES = 2 * 1024 * 1024;
const USUAL_BUFFER_BYTES = 32 * 1024 * 1024;

/**
 * Writes rows as UTF-8 CSV with LF: line, problem, characters, then the cells, each in quotes unless
 * it is null.
 */
export async function writeCanonicalRows(request: CanonicalRequest): Promise<CanonicalRows> {
  const { rows, columnCount, keepsRaw, path } = request;
  const file = createWriteStream(path);
  const done = finished(file);
  // Read below; until then a failure must not count as unhandled.
  done.catch(() => undefined);
  let rowCount = 0;
  let longestRowBytes = 0;
  try {
    for await (const batch of rows) {
      let block = "";
      for (const row of batch) {
        const text = rowText(row, columnCount, keepsRaw);
        rowCount += 1;
        // A UTF-16 unit takes three bytes at most.
        longestRowBytes = Math.max(longestRowBytes, text.length * 3);
        block += text;
      }
      if (block !== "" && !file.write(block)) await Promise.race([once(file, "drain"), done]);
    }
  } finally {
    file.end();
    await done;
  }
  return { path, columnCount, rowCount, longestRowBytes };
}

/** The call that reads them: `line`, `problem`, `raw` and the text of each column. */
export function canonicalReader({ path, columnCount, longestRowBytes }: CanonicalRows): string {
  const texts = Array.from({ length: columnCount }, (_, index) => textColumn(index));
  const isLong = longestRowBytes > USUAL_ROW_BYTES;
  const buffer = Math.max(USUAL_BUFFER_BYTES, longestRowBytes * 2 + 1);
  return readerCall(
    quoteLiteral(path),
    ["line", "problem", "raw", ...texts],
    [
      "delim = ','",
      "header = false",
      "compression = 'none'",
      "new_line = '\\n'",
      "parallel = false",
      ...(isLong ? [`max_line_size = ${longestRowBytes}`, `buffer_size = ${buffer}`] : []),
    ],
  );
}

function rowText(row: TextRow, columnCount: number, keepsRaw: boolean): string {
  const { line, problem, raw } = row;
  const cells = problem === undefined ? row.cells : Array.from({ length: columnCount }, () => null);
  const kept = keepsRaw ? raw.replace(/(\r\n|\n|\r)$/, "") : null;
  return `${line},${[problem ?? null, kept, ...cells].map(cellText).join(",")}\n`;
}

function cellText(cell: string | null): string {
  if (cell === null) return "";
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`;
}
