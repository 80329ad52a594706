import { sqlTypeText } from "@hotdata/contract/types";
import type { DiscoveredColumn, DiscoveredTable } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { commonType } from "./common-type.ts";
import { constantColumns } from "./constant-columns.ts";
import type { FileColumn, FileFacts } from "./file-facts.ts";
import type { FilesContext } from "./files-context.ts";
import { FILES_SCHEMA } from "./files-schema.ts";
import { inspectRemoteFile } from "./inspect-file.ts";
import { mapLimited } from "./map-limited.ts";
import type { RemoteTable } from "./remote-files.ts";

/** What a table's files have together: each column that one of them has, in a type that fits all. */
export async function discoverTable(
  context: FilesContext,
  { name, format, files }: RemoteTable,
  signal: AbortSignal,
): Promise<DiscoveredTable> {
  const limits = { limit: context.rules.maxClients, signal };
  const looked = await mapLimited(files, limits, async (file, stop) => {
    const facts = await inspectRemoteFile(context, { file, format }, stop);
    return facts === undefined ? [] : [{ file, facts }];
  });
  const found = looked.flat();
  const columns = new Map<string, FoundColumn>();
  for (const { file, facts } of found) {
    addColumns(columns, { table: name, label: file.label }, facts);
  }
  const constants = constantColumns(found.map(({ file }) => file));
  const all = [...columns.values(), ...constants.filter((column) => !columns.has(fold(column)))];
  if (all.length === 0) {
    throw new SourceError("unreadable", `The table "${name}" has no columns: its files are empty.`);
  }
  return {
    schema: FILES_SCHEMA,
    table: name,
    columns: all.map(discovered),
    key: [],
    estimatedRows: found.reduce<number | null>((sum, { facts }) => added(sum, facts), 0),
  };
}

interface FoundColumn extends FileColumn {
  /** The file that it was found in first. */
  readonly label: string;
}

function addColumns(
  columns: Map<string, FoundColumn>,
  { table, label }: { table: string; label: string },
  facts: FileFacts,
): void {
  for (const column of facts.columns) {
    const known = columns.get(fold(column));
    if (known === undefined) {
      columns.set(fold(column), { ...column, label });
      continue;
    }
    const type = commonType(known, column);
    if (type === undefined) {
      throw new SourceError(
        "changed",
        `The column "${column.name}" of the table "${table}" is ${sqlTypeText(known.type)} in ` +
          `${known.label}, but ${sqlTypeText(column.type)} in ${label}; no type holds both. ` +
          "Make them tables of their own.",
      );
    }
    const { loss = known.loss } = column;
    columns.set(fold(column), {
      ...known,
      type,
      isEmpty: known.isEmpty && column.isEmpty,
      ...(loss === undefined ? {} : { loss }),
    });
  }
}

function discovered({
  name,
  type,
  loss,
}: Pick<FileColumn, "name" | "type" | "loss">): DiscoveredColumn {
  const column = { name, type, isNullable: true, sourceType: sqlTypeText(type) };
  return loss === undefined ? column : { ...column, loss };
}

function added(sum: number | null, { rowCount }: FileFacts): number | null {
  return sum === null || rowCount === null ? null : sum + rowCount;
}

function fold({ name }: { readonly name: string }): string {
  return name.toLowerCase();
}
