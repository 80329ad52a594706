import type { Column } from "@hotdata/contract";
import { SourceError } from "../connectors/source-error.ts";
import type { SourceTableName } from "./connection.ts";

/**
 * Refuses a table whose columns statements cannot tell apart, whether it is copied or read live. Names
 * are compared as the lake and connectors do, in any case: the engine takes fewer names for the same.
 * @throws {SourceError} `unreadable`
 */
export function refuseUnreadable(
  { schema, table }: SourceTableName,
  columns: readonly Column[],
): void {
  const problem = problemOf(columns);
  if (problem === undefined) return;
  throw new SourceError(
    "unreadable",
    `Table '${schema}.${table}' cannot be read: ${problem}. Give the source a view with other ` +
      "columns, and read that.",
  );
}

function problemOf(columns: readonly Column[]): string | undefined {
  if (columns.length === 0) return "it has no columns";
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    if (name === "" || name.includes("\0")) {
      return `the name ${JSON.stringify(name)} of one of its columns can be written in no statement`;
    }
    const other = seen.get(name.toLowerCase());
    if (other === name) return `it has two columns "${name}"`;
    if (other !== undefined) return `its columns "${other}" and "${name}" differ in case only`;
    seen.set(name.toLowerCase(), name);
  }
  return undefined;
}
