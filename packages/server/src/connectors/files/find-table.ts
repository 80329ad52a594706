import { SourceError } from "../source-error.ts";
import type { RemoteTable } from "./remote-files.ts";

/** @throws {SourceError} `changed` when there is none of the name */
export function findTable(tables: readonly RemoteTable[], name: string): RemoteTable {
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  throw new SourceError("changed", `There is no table "${name}" any more.`);
}
