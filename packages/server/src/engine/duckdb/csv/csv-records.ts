import type { CsvDialect } from "../../csv-layout.ts";
import { brokenTextError, readText, REPLACEMENT } from "../text/read-text.ts";
import type { TextSource } from "../text/text-source.ts";
import type { CsvRecord } from "./csv-record.ts";
import { CsvTokenizer, lineCount } from "./csv-tokenizer.ts";

export interface RecordsRequest {
  readonly source: TextSource;
  readonly dialect: CsvDialect;
  /** Lines to pass over at the front. */
  readonly skipLines: number;
  /** Whether records with broken text come with a problem, instead of ending the reading. */
  readonly keepsBroken: boolean;
}

/** Streams the records of a CSV file, a block at a time. */
export async function* csvRecords(
  { source, dialect, skipLines, keepsBroken }: RecordsRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly CsvRecord[]> {
  const tokenizer = new CsvTokenizer(dialect, skipLines);
  let isBroken = false;
  const checked = (records: readonly CsvRecord[]): readonly CsvRecord[] => {
    const broken = isBroken ? records.find(hasReplacement) : undefined;
    if (broken === undefined) return records;
    if (!keepsBroken) throw brokenTextError(source, brokenLine(broken));
    return records.map((record) => (hasReplacement(record) ? asBroken(record) : record));
  };
  for await (const block of readText(source, signal)) {
    isBroken ||= block.isBroken;
    yield checked([...tokenizer.push(block.text)]);
  }
  yield checked([...tokenizer.end()]);
}

function hasReplacement({ raw }: CsvRecord): boolean {
  return raw.includes(REPLACEMENT);
}

function brokenLine({ line, raw }: CsvRecord): number {
  return line + lineCount(raw.slice(0, raw.indexOf(REPLACEMENT)));
}

function asBroken(record: CsvRecord): CsvRecord {
  return { ...record, problem: "the bytes are not text in the file's encoding" };
}
