import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExportRequest, TextFormat } from "../engine.ts";
import { csvRow, jsonRow, markdownRow } from "./cell-text.ts";
import { engineError } from "./engine-error.ts";
import { interruptible } from "./interruptible.ts";
import { quoteLiteral } from "./sql-text.ts";
import { streamText } from "./stream-text.ts";

const PIECE_CHARACTERS = 256 * 1024;

const ROW_SQL = { json: jsonRow, csv: csvRow, md: markdownRow } as const satisfies Record<
  TextFormat,
  unknown
>;

/** Streams a stored result as text; the header of CSV and Markdown comes first. */
export async function* exportResult(
  connection: DuckDBConnection,
  request: ExportRequest,
  scratchDir: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const header = headerText(request);
  if (header !== "") yield Buffer.from(header);
  if (request.limit === 0) return;
  const file = await materialise(request, scratchDir);
  try {
    const rows = streamText(connection, exportSql(request, file.path));
    yield* pieces(connection, rows, request.format === "json" ? "," : "", signal);
  } catch (error) {
    throw engineError(error, { replacements: [[file.path, "the stored result"]] });
  } finally {
    await file.remove();
  }
}

async function* pieces(
  connection: DuckDBConnection,
  rows: AsyncGenerator<string>,
  separator: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let pending: string[] = [];
  let size = 0;
  let first = true;
  for (;;) {
    const next = await interruptible(connection, signal, () => rows.next());
    if (next.done === true) break;
    pending.push(first ? next.value : separator + next.value);
    first = false;
    size += next.value.length + 1;
    if (size < PIECE_CHARACTERS) continue;
    yield Buffer.from(pending.join(""));
    pending = [];
    size = 0;
  }
  if (pending.length > 0) yield Buffer.from(pending.join(""));
}

function exportSql(request: ExportRequest, path: string): string {
  const row = ROW_SQL[request.format](request.columns.map((column) => column.type));
  const conditions: string[] = [];
  if (request.offset > 0) conditions.push(`file_row_number >= ${request.offset}`);
  if (request.limit !== undefined) {
    conditions.push(`file_row_number < ${request.offset + request.limit}`);
  }
  // A range of row numbers skips row groups; LIMIT with OFFSET would read all that comes before.
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  return `SELECT ${row} FROM read_parquet(${quoteLiteral(path)}, file_row_number = true)${where}`;
}

function headerText(request: ExportRequest): string {
  const names = request.columns.map((column) => column.name);
  if (request.format === "csv") return `${names.map(csvName).join(",")}\n`;
  if (request.format === "md") {
    const cells = names.map((name) =>
      name.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll(/\r?\n/g, "<br>"),
    );
    return `| ${cells.join(" | ")} |\n|${" --- |".repeat(names.length)}\n`;
  }
  return "";
}

function csvName(name: string): string {
  return name === "" || /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

async function materialise(
  { result }: ExportRequest,
  scratchDir: string,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  if ("path" in result) return { path: result.path, remove: async () => {} };
  const path = join(scratchDir, `${randomUUID()}.parquet`);
  await writeFile(path, result.bytes);
  return { path, remove: () => rm(path, { force: true }) };
}
