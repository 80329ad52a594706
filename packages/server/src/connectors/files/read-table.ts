import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { encodingOf, type DiscoveredColumn, type SourceReadRequest } from "../connector.ts";
import type { SourcePiece, SourceRead } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { fetchFile } from "./fetch-file.ts";
import { versionKey } from "./file-facts.ts";
import type { FilesContext } from "./files-context.ts";
import { inspectLocalFile } from "./inspect-file.ts";
import { moveFile } from "./move-file.ts";
import type { RemoteTable } from "./remote-files.ts";
import { sourceOfFile } from "./source-of-file.ts";

/** Reads a table's files one after the other, each as a piece, when the reader asks for it. */
export function readTable(
  context: FilesContext,
  { table, request }: { table: RemoteTable; request: SourceReadRequest },
  signal: AbortSignal,
): SourceRead {
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const { columns, needs, limit, aggregate } = request;
  return {
    statement: statementOf(table),
    isExact: needs === undefined && limit === undefined && aggregate === undefined,
    columns: columns.map(({ name, type }) => ({ name, type, encoding: encodingOf(type) })),
    pieces: pieces(context, { table, request }, stop),
    [Symbol.asyncDispose]: async () => left.abort(new Error("the read was left")),
  };
}

async function* pieces(
  context: FilesContext,
  { table, request }: { table: RemoteTable; request: SourceReadRequest },
  signal: AbortSignal,
): AsyncGenerator<SourcePiece> {
  const missing = new Map(request.columns.map((column) => [column.name.toLowerCase(), column]));
  let rest = request.maxBytes ?? Infinity;
  for (const file of table.files) {
    const wanted = { file, format: table.format, ...(rest === Infinity ? {} : { maxBytes: rest }) };
    const { source, etag, sizeBytes } = await fetchFile(context, wanted, signal);
    try {
      if (sizeBytes === 0) continue;
      const local = { source, key: versionKey(file, etag) };
      const facts = await inspectLocalFile(context, local, signal);
      for (const { name } of facts.columns) missing.delete(name.toLowerCase());
      for (const name of Object.keys(file.constants ?? {})) missing.delete(name.toLowerCase());
      const piece = await sourceOfFile(context, { source, facts, file, request }, signal);
      rest -= sizeBytes;
      const path = join(request.folder, basename(source.path));
      await moveFile(source.path, path);
      yield { file: { ...piece, path } };
    } finally {
      await rm(source.path, { force: true });
    }
  }
  const [gone] = missing.values();
  if (gone !== undefined) throw columnGone(table, gone);
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
