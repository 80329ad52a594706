import { type Column, type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { PLAIN_CSV } from "../../csv-options.ts";
import type { LoadSource } from "../../engine.ts";
import type { JsonLayout } from "../../json-layout.ts";
import type { CellReading } from "../csv/cell-reading.ts";
import { typedReading } from "../csv/typed-reading.ts";
import { givenType } from "../given-type.ts";
import { quoteIdentifier, quoteLiteral } from "../sql-text.ts";
import type { TextColumn } from "../text/rows-sql.ts";
import type { TextRow } from "../text/text-row.ts";
import { jsonCell, transformType } from "./json-cell.ts";
import { type JsonRecord, jsonRecords } from "./json-records.ts";

/** Largest row that the engine's reader takes when nothing else is said. */
const USUAL_ROW_BYTES = 16 * 1024 * 1024;

/** Streams a source's rows, with a text for each value. */
export async function* jsonRows(
  source: LoadSource,
  { encoding, columns }: JsonLayout,
  signal: AbortSignal,
): AsyncGenerator<Iterable<TextRow>> {
  const types = columns.map(({ name, type }) => ({ name, type: givenType(source, name) ?? type }));
  for await (const records of jsonRecords(source, { ...source, encoding }, signal)) {
    yield rowsOf(records, types);
  }
}

function* rowsOf(records: Iterable<JsonRecord>, columns: readonly Column[]): Generator<TextRow> {
  for (const record of records) yield rowOf(record, columns);
}

function rowOf(record: JsonRecord, columns: readonly Column[]): TextRow {
  const { line, text, object, problem, start, end } = record;
  const values = new Map(object?.keys.map((key, index) => [key, object.values[index]]));
  const cells = columns.map(({ name, type }) => {
    const node = values.get(name);
    return node === undefined ? null : jsonCell(text, node, type);
  });
  return { line, cells, problem, raw: text.slice(start, end) };
}

/** The query that reads a plain file as it is. */
export function plainJsonRows({ path, compression }: LoadSource, layout: JsonLayout): string {
  const { columns, longestRowBytes } = layout;
  const types = columns.map(
    ({ name, type }) => `${quoteIdentifier(name)}: ${quoteLiteral(sqlTypeText(type))}`,
  );
  const options = [
    "format = 'auto'",
    "records = 'true'",
    "auto_detect = false",
    `columns = {${types.join(", ")}}`,
    ...(compression === "none" ? [] : [`compression = ${quoteLiteral(compression)}`]),
    ...(longestRowBytes > USUAL_ROW_BYTES ? [`maximum_object_size = ${longestRowBytes}`] : []),
  ];
  return `SELECT * FROM read_json(${quoteLiteral(path)}, ${options.join(", ")})`;
}

export function jsonColumns(source: LoadSource, { columns }: JsonLayout): readonly TextColumn[] {
  return columns.map(({ name, type: found }) => {
    const type = givenType(source, name) ?? found;
    return { name, typeText: sqlTypeText(type), reading: readingOf(type) };
  });
}

function readingOf(type: ColumnType): CellReading {
  if (type.kind === "scalar" || type.kind === "decimal") return typedReading(type, PLAIN_CSV);
  const transform = sqlTypeText(transformType(type));
  return {
    value: (text) => `CAST(CAST(${text}::JSON AS ${transform}) AS ${sqlTypeText(type)})`,
    isExact: undefined,
  };
}
