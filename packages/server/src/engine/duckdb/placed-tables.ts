import { foldIdentifier } from "@hotdata/contract/types";
import type { ExecuteRequest, TableScan, VisibleTable } from "../engine.ts";
import { passingSql } from "./scan-sql.ts";
import type { InspectedStatement, RunText } from "./statement/inspected-statement.ts";

/** Characters of rows that stand in a statement at most: its text is read more than once. */
const MAX_CHARACTERS = 16_384;

export interface PlacedTables {
  readonly text: RunText;
  /** Those that the text still names. */
  readonly tables: readonly VisibleTable[];
}

/**
 * Puts rows that were handed over for one statement into its text, where they are few: a view of them
 * would be made, read in a transaction and dropped for it alone. Undefined where there are none, or
 * the statement needs their tables' names.
 */
export function placeTables(
  statement: InspectedStatement,
  { tables, defaultCatalog, defaultSchema, isProfiled, searches = [] }: ExecuteRequest,
): PlacedTables | undefined {
  if (statement.kind !== "select" || isProfiled === true || searches.length > 0) return undefined;
  const placed = tables.filter(({ isPassing, scan }) => isPassing === true && isShort(scan));
  if (placed.length === 0) return undefined;
  const byName = new Map(placed.map((table) => [nameOf(table), table]));
  const text = statement.withRelations(({ catalog, schema, table }) => {
    const name = { catalog: catalog || defaultCatalog, schema: schema || defaultSchema, table };
    const found = byName.get(nameOf(name));
    return found && passingSql(found.scan);
  });
  return text && { text, tables: tables.filter((table) => !placed.includes(table)) };
}

function nameOf({ catalog, schema, table }: Pick<VisibleTable, "catalog" | "schema" | "table">) {
  return [catalog, schema, table].map(foldIdentifier).join("\0");
}

function isShort({ parts }: TableScan): boolean {
  let characters = 0;
  for (const part of parts) {
    if (part.kind !== "inline") return false;
    for (const row of part.rows) {
      for (const cell of row) characters += (cell?.length ?? 0) + 8;
      if (characters > MAX_CHARACTERS) return false;
    }
  }
  return true;
}
