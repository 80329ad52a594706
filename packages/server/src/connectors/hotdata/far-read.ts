import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RowTextColumn } from "../../engine/engine.ts";
import type { SourcePiece, SourceRead, SourceReadRequest } from "../connector.ts";
import { downloadFile } from "../files/download-file.ts";
import { rowText } from "../row-text.ts";
import { literalSql } from "../sql/engine-sql.ts";
import { renderRead } from "../sql/render-read.ts";
import { spellSql } from "../sql/sql-text.ts";
import { SourceError } from "../source-error.ts";
import { tableLabel } from "../table-label.ts";
import { type FarParts } from "./discover-far.ts";
import { listFarTables } from "./far-database.ts";
import { hotdataDialect } from "./hotdata-dialect.ts";

/** Of what is only bounded by the disk. */
const MAX_FILE_BYTES = 1024 ** 4;

interface Asked {
  readonly sql: string;
  readonly columns: readonly RowTextColumn[];
  /** Whether few rows are expected, which come as text with the first answer. */
  readonly asText: boolean;
}

/**
 * A read of a table of another server. Chosen rows come as text with the answer when they are few;
 * all others as the Parquet file of the stored result.
 */
export function beginFarRead(
  parts: FarParts,
  request: SourceReadRequest,
  signal: AbortSignal,
): SourceRead {
  const plain = renderRead(hotdataDialect(true), request);
  const hasParts = plain.columns.some(({ encoding }) => encoding === "json");
  const asText = plain.isSelective && !hasParts;
  const { text, isExact, columns } = asText ? plain : renderRead(hotdataDialect(false), request);
  const asked = { sql: spellSql(text, literalSql), columns, asText };
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  return {
    statement: spellSql(text, (_, index) => `$${index + 1}`),
    isExact,
    columns,
    pieces: farPieces(parts, { request, asked }, either),
    [Symbol.asyncDispose]: async () => stop.abort(new Error("the read was left")),
  };
}

async function* farPieces(
  parts: FarParts,
  { request, asked }: { readonly request: SourceReadRequest; readonly asked: Asked },
  signal: AbortSignal,
): AsyncGenerator<SourcePiece, void> {
  const { queries } = parts;
  const checked = requireSameColumns(parts, request, signal);
  const isPatient = request.isCopy === true;
  const run = asked.asText
    ? queries.rows(asked.sql, signal)
    : farResult(parts, { sql: asked.sql, isPatient }, signal);
  // A column that is gone explains why the statement failed.
  const [check, answer] = await Promise.allSettled([checked, run]);
  if (check.status === "rejected") throw check.reason;
  if (answer.status === "rejected") throw answer.reason;
  const { value } = answer;
  if ("resultId" in value) {
    yield await fileOf(parts, { request, asked, resultId: value.resultId }, signal);
  } else if (value.rows.length > 0) {
    yield rowText(value.rows);
  }
}

async function farResult(
  { queries }: FarParts,
  { sql, isPatient }: { readonly sql: string; readonly isPatient: boolean },
  signal: AbortSignal,
): Promise<{ readonly resultId: string }> {
  return { resultId: await queries.result(sql, signal, isPatient) };
}

async function fileOf(
  { server, queries }: FarParts,
  {
    request,
    asked,
    resultId,
  }: {
    readonly request: SourceReadRequest;
    readonly asked: Asked;
    readonly resultId: string;
  },
  signal: AbortSignal,
): Promise<SourcePiece> {
  const path = join(request.folder, `${randomUUID()}.parquet`);
  const file = { address: resultId, label: server.label, name: resultId };
  const limits = { maxBytes: request.maxBytes ?? MAX_FILE_BYTES, slowestMs: server.idleMs };
  try {
    await downloadFile(queries.parquet(resultId), { file, path, limits }, signal);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const label = tableLabel(request);
  const columnNames = asked.columns.map(({ name }) => name);
  return {
    file: { path, format: "parquet", compression: "none", fullScan: false, label, columnNames },
  };
}

/** @throws {SourceError} `changed`: another type would be cast to that of before, maybe unnoticed */
async function requireSameColumns(
  { server, database }: FarParts,
  { schema, table, columns, aggregate }: SourceReadRequest,
  signal: AbortSignal,
): Promise<void> {
  const listed = await listFarTables(server, database, { pattern: { schema, table }, signal });
  const found = listed.find((one) => one.schema === schema && one.table === table);
  const types = new Map(found?.columns?.map(({ name, data_type: type }) => [name, type]));
  const used = [...columns, ...(aggregate?.groups ?? [])];
  const changed = used.find(({ name, sourceType }) => types.get(name) !== sourceType);
  if (changed === undefined) return;
  const what =
    found === undefined
      ? `The table ${JSON.stringify(`${schema}.${table}`)} is gone`
      : `The column ${JSON.stringify(changed.name)} is gone or has another type than when it was discovered`;
  throw new SourceError("changed", `${what}. Refresh the connection.`);
}
