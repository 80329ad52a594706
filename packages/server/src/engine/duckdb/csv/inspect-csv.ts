import type { CsvLayout, ReadAs } from "../../csv-layout.ts";
import { type CsvOptions, PLAIN_CSV } from "../../csv-options.ts";
import { type LoadSource, type SourceDescription, SqlError } from "../../engine.ts";
import { textSource } from "../text/text-source.ts";
import type { TextSource } from "../text/text-source.ts";
import { ColumnGuess } from "./column-guess.ts";
import { type CsvHead, readHead } from "./csv-head.ts";
import { csvHeader } from "./csv-header.ts";
import type { CsvRecord } from "./csv-record.ts";
import { csvRecords } from "./csv-records.ts";
import { readAsType } from "./read-as-type.ts";
import { givenType } from "../given-type.ts";
import { isBlank, RowReader } from "./row-reader.ts";

/** Finds out how a CSV file is written and what its columns are, from its head or from all of it. */
export async function inspectCsv(
  source: LoadSource,
  signal: AbortSignal,
): Promise<SourceDescription> {
  const options = source.csv ?? PLAIN_CSV;
  const keepsBad = source.rejectsBadRows === true;
  const text = await textSource(source, options.encoding, signal);
  const head = await readHead(text, options, keepsBad, signal);
  const first = head.records.find((record) => !(options.hasHeader && isBlank(record)));
  const names = csvHeader(source.label, first, options);
  const guesses = names.map(() => new ColumnGuess(options, keepsBad));
  const { hasHeader, fillMissing } = options;
  const reader = new RowReader({ columnCount: names.length, hasHeader, fillMissing });
  let hasProblem = false;
  for await (const records of recordsOf(source, { text, head, options }, signal)) {
    for (const row of reader.rows(records)) {
      if (row.problem === undefined) addCells(guesses, row, options);
      else if (source.fullScan && !keepsBad) throw rowError(source, row);
      else hasProblem = true;
    }
  }
  const columns = names.map((name, index): { name: string; readAs: ReadAs } => ({
    name,
    readAs: options.allText ? { as: "text" } : (guesses[index]?.result() ?? { as: "text" }),
  }));
  const isPlain = !hasProblem && isPlainFile(source, { text, head, options }, first);
  const layout: CsvLayout = {
    kind: "csv",
    encoding: text.encoding,
    dialect: head.dialect,
    isPlain,
    columns,
  };
  return { columns: typedColumns(source, layout), layout };
}

interface OpenedCsv {
  readonly text: TextSource;
  readonly head: CsvHead;
  readonly options: CsvOptions;
}

/** The records that the guesses are made from. */
async function* recordsOf(
  { fullScan, rejectsBadRows }: LoadSource,
  { text, head, options: { skipLines } }: OpenedCsv,
  signal: AbortSignal,
): AsyncGenerator<readonly CsvRecord[]> {
  if (!fullScan) {
    yield head.records;
    return;
  }
  const { dialect } = head;
  yield* csvRecords(
    { source: text, dialect, skipLines, keepsBroken: rejectsBadRows === true },
    signal,
  );
}

function addCells(
  guesses: readonly ColumnGuess[],
  { cells }: CsvRecord,
  { nullTexts }: CsvOptions,
): void {
  guesses.forEach((guess, index) => {
    const cell = cells[index] ?? null;
    if (cell !== null && !nullTexts.includes(cell)) guess.add(cell);
  });
}

export function rowError({ label }: LoadSource, { line, problem }: CsvRecord): SqlError {
  return new SqlError(`${label}, line ${line}: ${problem}`);
}

function isPlainFile(
  source: LoadSource,
  { text, head, options }: OpenedCsv,
  first: CsvRecord | undefined,
): boolean {
  const { delimiter, quote, escape, comment } = head.dialect;
  const isUsual = quote === '"' && escape === '"' && /^[!-~\t]$/.test(delimiter);
  const needsNothing = comment === undefined && options.skipLines === 0 && !options.fillMissing;
  const isAsFound = head.hasUniformLines && text.encoding === "utf-8" && first?.line === 1;
  return isUsual && needsNothing && isAsFound && !source.fullScan && source.rejectsBadRows !== true;
}

/** Given types go before guesses. */
function typedColumns(source: LoadSource, { columns }: CsvLayout) {
  for (const name of Object.keys(source.types ?? {})) {
    if (columns.some((column) => isSameName(column.name, name))) continue;
    const known = columns.map((column) => `"${column.name}"`).join(", ");
    throw new SqlError(`${source.label} has no column "${name}", only ${known}`);
  }
  return columns.map(({ name, readAs }) => ({
    name,
    type: givenType(source, name) ?? readAsType(readAs),
  }));
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
