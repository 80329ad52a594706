import { SourceError } from "../source-error.ts";

/** @throws {SourceError} `changed` when there is none of the name */
export function findTable<Table extends { readonly name: string }>(
  tables: readonly Table[],
  name: string,
): Table {
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  throw new SourceError("changed", `There is no table "${name}" any more.`);
}
