import { foldIdentifier } from "@hotdata/contract/types";
import type { Connection, SourceTableName } from "../../connections/connection.ts";
import type { TableReference } from "../../engine/engine.ts";
import { isInformationSchema } from "../../engine/visible-name.ts";
import type { QueriedDatabase } from "../query-scope.ts";
import type { NameDefaults } from "../resolve-tables.ts";
import { isResultTable } from "../result-tables.ts";
import { findCatalog } from "../visible-catalogs.ts";

/** A table of an outside source that a statement names, maybe in several spellings. */
export interface SourceUse {
  /** What the statement calls the source, in lower case. */
  readonly catalog: string;
  readonly connection: Connection;
  readonly name: SourceTableName;
  readonly references: readonly TableReference[];
}

/** Where names of a statement are looked up. */
export interface NamePlaces {
  readonly database: QueriedDatabase;
  readonly defaults: NameDefaults;
}

/** The tables of outside sources among a statement's. */
export function findSourceUses(
  references: readonly TableReference[],
  places: NamePlaces,
): readonly SourceUse[] {
  const uses = new Map<string, SourceUse>();
  for (const reference of references) {
    const found = sourceUse(reference, places);
    if (found === undefined) continue;
    const { catalog, name } = found;
    const key = [catalog, name.schema, name.table].map(foldIdentifier).join("\0");
    const known = uses.get(key)?.references ?? [];
    uses.set(key, { ...found, references: [...known, reference] });
  }
  return [...uses.values()];
}

/** Undefined for what is no table of an outside source. */
export function sourceUse(
  reference: TableReference,
  { database, defaults }: NamePlaces,
): SourceUse | undefined {
  if (isInformationSchema(reference) || isResultTable(reference)) return undefined;
  const catalog = foldIdentifier(reference.catalog ?? defaults.catalog);
  const connection = findCatalog(database, catalog)?.connection;
  if (connection === undefined) return undefined;
  const { schema = defaults.schema, table } = reference;
  return { catalog, connection, name: { schema, table }, references: [reference] };
}

/** As messages name it. */
export function shownName({ catalog, name: { schema, table } }: SourceUse): string {
  return [catalog, schema, table].map(foldIdentifier).join(".");
}
