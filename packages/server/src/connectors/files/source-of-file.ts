import { stat } from "node:fs/promises";
import { sqlTypeText, type ColumnType } from "@hotdata/contract/types";
import type { CsvLayout } from "../../engine/csv-layout.ts";
import type { LoadSource } from "../../engine/engine.ts";
import type { DiscoveredColumn, ReadRequest } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { commonType, isSameType } from "./common-type.ts";
import { isConstantOf } from "./constant-columns.ts";
import type { FileColumn, FileFacts } from "./file-facts.ts";
import type { FilesContext } from "./files-context.ts";
import type { RemoteFile } from "./remote-files.ts";

export interface FileToRead {
  readonly source: LoadSource;
  readonly facts: FileFacts;
  readonly file: RemoteFile;
  readonly request: ReadRequest;
}

/** From this size on the engine's own reader is worth the risk that it refuses a file. */
const LARGE_BYTES = 256 * 1024 * 1024;

/**
 * How the engine is to read a file so that its rows are those of the table as it was discovered.
 * @throws {SourceError} `changed` where the file does not fit the table any more
 */
export async function sourceOfFile(
  context: FilesContext,
  { source, facts, file, request }: FileToRead,
  signal: AbortSignal,
): Promise<LoadSource> {
  const constants: Record<string, string | null> = {};
  const types: Record<string, ColumnType> = {};
  for (const column of request.columns) {
    const found = facts.columns.find(({ name }) => isSameName(name, column.name));
    if (found === undefined) {
      constants[column.name] = constantOf(file, column);
      continue;
    }
    if (!fits(found, column)) throw misfit(file, found, column);
    if (facts.format !== "parquet" && !isSameType(found.type, column.type)) {
      types[found.name] = column.type;
    }
  }
  const layout = await layoutOf(context, { source, facts }, signal);
  return { ...source, fullScan: false, types, constants, ...(layout && { layout }) };
}

function fits(found: FileColumn, { type }: DiscoveredColumn): boolean {
  const both = commonType({ type, format: found.format, isEmpty: false }, found);
  return both !== undefined && isSameType(both, type);
}

function constantOf(
  { label, constants = {} }: RemoteFile,
  { name, type }: DiscoveredColumn,
): string | null {
  const [, value = null] =
    Object.entries(constants).find(([other]) => isSameName(other, name)) ?? [];
  if (isConstantOf(type, value)) return value;
  throw new SourceError(
    "changed",
    `The folder of ${label} has a value of "${name}" that is no ${sqlTypeText(type)} any more.`,
  );
}

function misfit({ label }: RemoteFile, found: FileColumn, column: DiscoveredColumn): SourceError {
  return new SourceError(
    "changed",
    `The column "${column.name}" of ${label} is ${sqlTypeText(found.type)} now, which does not fit ` +
      `into ${sqlTypeText(column.type)}.`,
  );
}

/** All of a CSV file was looked at, so that any reader could be right; the safe one is slower. */
async function layoutOf(
  context: FilesContext,
  { source, facts }: Pick<FileToRead, "source" | "facts">,
  signal: AbortSignal,
): Promise<LoadSource["layout"]> {
  const { layout } = facts;
  if (layout?.kind !== "csv") return layout;
  const isPlain = await isPlainAndLarge(context, source, signal);
  return { ...layout, isPlain } satisfies CsvLayout;
}

async function isPlainAndLarge(
  context: FilesContext,
  source: LoadSource,
  signal: AbortSignal,
): Promise<boolean> {
  const { size } = await stat(source.path);
  if (size < LARGE_BYTES) return false;
  const inspector = await context.inspector();
  const head = await inspector.inspect({ ...source, fullScan: false }, signal);
  return head.layout?.isPlain === true;
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
