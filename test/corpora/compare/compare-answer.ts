import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BareAnswer, type BareDuckDb, literal } from "../bare-duckdb.ts";
import type { Answer, CorpusClient, Format, JsonRows } from "../corpus-client.ts";
import { arrowRows } from "./arrow-rows.ts";
import { type Loss, NO_LOSS } from "./canonical.ts";
import { duckdbCell, NamelessFields } from "./duckdb-cell.ts";
import { parseCsv } from "./parse-csv.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { type CanonicalRow, differenceOf } from "./row-hash.ts";
import { jsonCell, textCell } from "./text-cell.ts";

export interface AnswerToCompare {
  readonly bare: BareDuckDb;
  readonly client: CorpusClient;
  readonly databaseId: string;
  /** What DuckDB itself answered. */
  readonly expected: BareAnswer;
  /** What the server answered. */
  readonly answer: Answer;
}

/** Whether the server's answer, in one format, is DuckDB's; what differs, or undefined. */
export async function compareAnswer(
  compared: AnswerToCompare,
  format: Format,
): Promise<string | undefined> {
  const { expected, answer } = compared;
  const names = expected.names.join(", ");
  if (answer.columns.join(", ") !== names)
    return `columns ${answer.columns.join(", ")}, not ${names}`;
  try {
    const actual = await rowsOf(compared, format);
    return differenceOf(expectedRows(expected, LOSSES[format]), actual);
  } catch (error) {
    if (error instanceof NamelessFields) throw error;
    return String(error);
  }
}

const ONLY_FINITE: Loss = { onlyFinite: true, nullIsEmpty: false };

const LOSSES: Readonly<Record<Format, Loss>> = {
  json: ONLY_FINITE,
  csv: ONLY_FINITE,
  md: { onlyFinite: true, nullIsEmpty: true },
  arrow: NO_LOSS,
  parquet: NO_LOSS,
};

function expectedRows({ rows }: BareAnswer, loss: Loss): CanonicalRow[] {
  return rows.map((row) =>
    row.map((value) => {
      const cell = duckdbCell(value, loss);
      // The only character that a table of Markdown drops.
      return loss.nullIsEmpty && typeof cell === "string" ? cell.replaceAll("\r", "") : cell;
    }),
  );
}

async function rowsOf(compared: AnswerToCompare, format: Format): Promise<CanonicalRow[]> {
  const { client, databaseId, answer, expected, bare } = compared;
  if (format === "json") {
    const { resultId, isCut } = answer;
    return jsonRows(isCut ? await client.resultRows(databaseId, resultId) : answer, expected);
  }
  const bytes = await client.result(databaseId, answer.resultId, format);
  switch (format) {
    case "arrow":
      return arrowRows(bytes);
    case "parquet":
      return parquetRows(bare, bytes);
    case "csv":
      return csvRows(Buffer.from(bytes).toString("utf8"), expected);
    case "md":
      return textRows(parseMarkdown(Buffer.from(bytes).toString("utf8")), expected, "");
  }
}

function jsonRows({ rows }: JsonRows, { types }: BareAnswer): CanonicalRow[] {
  return rows.map((row) =>
    types.map((type, column) => {
      if (row.length !== types.length) throw new Error(`a row has ${row.length} cells`);
      return jsonCell(type, row[column]);
    }),
  );
}

function csvRows(text: string, expected: BareAnswer): CanonicalRow[] {
  const [header = [], ...rows] = parseCsv(text);
  const names = header.map((name) => name ?? "").join(", ");
  if (names !== expected.names.join(", ")) throw new Error(`the header is ${names}`);
  return textRows(rows, expected, null);
}

function textRows(
  rows: readonly (readonly (string | null)[])[],
  { types }: BareAnswer,
  nothing: string | null,
): CanonicalRow[] {
  return rows.map((row) => {
    if (row.length !== types.length) throw new Error(`a row has ${row.length} cells`);
    return types.map((type, column) => {
      const text = row[column] ?? null;
      return text === null || text === nothing ? nothing : textCell(type, text);
    });
  });
}

async function parquetRows(bare: BareDuckDb, bytes: Uint8Array): Promise<CanonicalRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-corpora-parquet-"));
  try {
    const path = join(folder, "result.parquet");
    await writeFile(path, bytes);
    const { rows } = await bare.read(`SELECT * FROM read_parquet(${literal(path)})`);
    return rows.map((row) => row.map((value) => duckdbCell(value, NO_LOSS)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
