import type { CsvDialect } from "../../csv-layout.ts";
import type { CsvOptions } from "../../csv-options.ts";
import { brokenTextError, readText, REPLACEMENT } from "../text/read-text.ts";
import type { TextSource } from "../text/text-source.ts";
import type { CsvRecord } from "./csv-record.ts";
import { CsvTokenizer, lineCount } from "./csv-tokenizer.ts";
import { findDelimiter } from "./find-delimiter.ts";

/** Characters from the front of a file that are looked at first. */
const HEAD_LENGTH = 1024 * 1024;

/** The first part of a file. */
export interface CsvHead {
  readonly dialect: CsvDialect;
  readonly records: readonly CsvRecord[];
  /** Whether all lines end alike, with LF or with CRLF. */
  readonly hasUniformLines: boolean;
}

/** `keepsBroken` leaves bytes that are no text to later. */
export async function readHead(
  source: TextSource,
  options: CsvOptions,
  keepsBroken: boolean,
  signal: AbortSignal,
): Promise<CsvHead> {
  let text = "";
  let isBroken = false;
  let isWhole = true;
  for await (const block of readText(source, signal)) {
    text += block.text;
    isBroken ||= block.isBroken;
    isWhole = text.length < HEAD_LENGTH;
    if (!isWhole) break;
  }
  if (isBroken && !keepsBroken) {
    throw brokenTextError(source, 1 + lineCount(text.slice(0, text.indexOf(REPLACEMENT))));
  }
  const dialect = dialectOf(text, options);
  const tokenizer = new CsvTokenizer(dialect, options.skipLines);
  const records = [...tokenizer.push(text)];
  // The last record of a longer file is still to come.
  if (isWhole || records.length === 0) records.push(...tokenizer.end());
  return { dialect, records, hasUniformLines: hasUniformLines(text) };
}

function dialectOf(text: string, options: CsvOptions): CsvDialect {
  const quote = options.quote ?? '"';
  const written = { quote, escape: options.escape ?? quote, comment: options.comment };
  const delimiter = options.delimiter ?? findDelimiter(text, written, options.skipLines);
  return { ...written, delimiter };
}

function hasUniformLines(text: string): boolean {
  if (!text.includes("\r")) return true;
  return !/[^\r]\n|^\n|\r(?!\n)/.test(text);
}
