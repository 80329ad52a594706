import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import type { CsvLayout, ReadAs } from "../../csv-layout.ts";
import { PLAIN_CSV } from "../../csv-options.ts";
import type { LoadSource } from "../../engine.ts";
import { givenType } from "../given-type.ts";
import { quoteLiteral } from "../sql-text.ts";
import { readerCall, textColumn } from "../text/plain-reader.ts";
import type { TextColumn } from "../text/rows-sql.ts";
import type { TextRow } from "../text/text-row.ts";
import { guessedReading } from "./cell-reading.ts";
import { csvRecords } from "./csv-records.ts";
import { rowError } from "./inspect-csv.ts";
import { readAsType } from "./read-as-type.ts";
import { RowReader } from "./row-reader.ts";
import { typedReading } from "./typed-reading.ts";

/** Streams a source's rows as they are in the file. */
export async function* csvRows(
  source: LoadSource,
  layout: CsvLayout,
  signal: AbortSignal,
): AsyncGenerator<Iterable<TextRow>> {
  const { hasHeader, fillMissing, skipLines } = source.csv ?? PLAIN_CSV;
  const { encoding, dialect, columns } = layout;
  const reader = new RowReader({ columnCount: columns.length, hasHeader, fillMissing });
  const keepsBroken = source.rejectsBadRows === true;
  const request = { source: { ...source, encoding }, dialect, skipLines, keepsBroken };
  for await (const records of csvRecords(request, signal)) {
    const rows = [...reader.rows(records)];
    const bad = keepsBroken ? undefined : rows.find(({ problem }) => problem !== undefined);
    if (bad !== undefined) throw rowError(source, bad);
    yield rows;
  }
}

/** The call that reads a plain file as it is. */
export function plainCsvReader(source: LoadSource, { columns, dialect }: CsvLayout): string {
  const { hasHeader } = source.csv ?? PLAIN_CSV;
  const names = columns.map((_, index) => textColumn(index));
  return readerCall(quoteLiteral(source.path), names, [
    `delim = ${quoteLiteral(dialect.delimiter)}`,
    `header = ${hasHeader}`,
    `compression = ${quoteLiteral(source.compression)}`,
  ]);
}

/** How the columns are read from what {@link plainCsvReader} yields. */
export function plainCsvColumns(source: LoadSource, layout: CsvLayout): readonly TextColumn[] {
  return csvColumns(source, layout).map((column) => {
    const { value, isExact = isFreeOfQuotes } = column.reading;
    return { ...column, reading: { value, isExact } };
  });
}

/** The engine keeps spaces before a quote, and the quotes, where a file ends without a line end. */
function isFreeOfQuotes(text: string): string {
  return `(NOT starts_with(${text}, ' ') OR NOT contains(${text}, '"'))`;
}

export function csvColumns(source: LoadSource, layout: CsvLayout): readonly TextColumn[] {
  const options = source.csv ?? PLAIN_CSV;
  return layout.columns.map(({ name, readAs: found }) => {
    // Where bad rows are left out, nobody looks again when values come after all.
    const isOpen = found.as === "nothing" && source.rejectsBadRows === true;
    const readAs: ReadAs = isOpen ? { as: "text" } : found;
    const given = givenType(source, name);
    const type: ColumnType = given ?? readAsType(readAs);
    const reading =
      given === undefined ? guessedReading(readAs, options) : typedReading(given, options);
    return { name, typeText: sqlTypeText(type), reading };
  });
}
