import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { encodingOf, type DiscoveredColumn, type SourceReadRequest } from "../connector.ts";
import type { SourcePiece, SourceRead } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { fetchFile } from "./fetch-file.ts";
import { type FileFacts, versionKey } from "./file-facts.ts";
import { FileParts, type KeptFiles } from "./file-parts.ts";
import type { FilesContext } from "./files-context.ts";
import { inspectLocalFile } from "./inspect-file.ts";
import { moveFile } from "./move-file.ts";
import type { RemoteFile, RemoteTable } from "./remote-files.ts";
import { sourceOfFile } from "./source-of-file.ts";

interface TableRequest {
  readonly table: RemoteTable;
  readonly request: SourceReadRequest;
  /** These files are left out; undefined where the others are no parts either. */
  readonly kept: KeptFiles | undefined;
}

/** Reads a table's files one after the other, each as a piece, when the reader asks for it. */
export function readTable(
  context: FilesContext,
  { table, request, kept }: TableRequest,
  signal: AbortSignal,
): SourceRead {
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const { columns, needs, limit, aggregate } = request;
  return {
    statement: statementOf(table),
    isExact: needs === undefined && limit === undefined && aggregate === undefined,
    columns: columns.map(({ name, type }) => ({ name, type, encoding: encodingOf(type) })),
    stillKept: Array.from({ length: kept?.parts ?? 0 }, (_, index) => index),
    pieces: pieces(context, { table, request, kept }, stop),
    [Symbol.asyncDispose]: async () => left.abort(new Error("the read was left")),
  };
}

async function* pieces(
  context: FilesContext,
  { table, request, kept }: TableRequest,
  signal: AbortSignal,
): AsyncGenerator<SourcePiece> {
  const missing = new Map(request.columns.map((column) => [column.name.toLowerCase(), column]));
  for (const name of kept?.columns ?? []) missing.delete(name);
  const parts = kept && new FileParts(context.rules.partBytes);
  let rest = request.maxBytes ?? Infinity;
  for (const file of table.files.slice(kept?.files ?? 0)) {
    const wanted = { file, format: table.format, ...(rest === Infinity ? {} : { maxBytes: rest }) };
    const { source, etag, sizeBytes } = await fetchFile(context, wanted, signal);
    try {
      if (sizeBytes === 0) {
        parts?.add(file, { etag, sizeBytes, columns: [] });
        continue;
      }
      const local = { source, key: versionKey(file, etag) };
      const facts = await inspectLocalFile(context, local, signal);
      const columns = columnNames(facts, file);
      for (const name of columns) missing.delete(name);
      const piece = await sourceOfFile(context, { source, facts, file, request }, signal);
      rest -= sizeBytes;
      const path = join(request.folder, basename(source.path));
      await moveFile(source.path, path);
      yield { file: { ...piece, path }, ...parts?.add(file, { etag, sizeBytes, columns }) };
    } finally {
      await rm(source.path, { force: true });
    }
  }
  const [gone] = missing.values();
  if (gone !== undefined) throw columnGone(table, gone);
}

/** Names of columns for which a file has values, folded. */
function columnNames({ columns }: FileFacts, { constants = {} }: RemoteFile): string[] {
  const names = [...columns.map(({ name }) => name), ...Object.keys(constants)];
  return names.map((name) => name.toLowerCase());
}

function columnGone({ name }: RemoteTable, column: DiscoveredColumn): SourceError {
  return new SourceError(
    "changed",
    `No file of the table "${name}" has the column "${column.name}" any more.`,
  );
}

/** What was asked for, without what may be secret in an address. */
function statementOf({ files }: RemoteTable): string {
  const [first, ...others] = files;
  const text = `GET ${first?.label.replace(/^file '(.*)'$/, "$1") ?? "nothing"}`;
  return others.length === 0 ? text : `${text} and ${others.length} more`;
}
