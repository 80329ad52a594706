import { foldIdentifier } from "@hotdata/contract/types";
import {
  SqlError,
  type Statement,
  type TableReference,
  type VisibleTable,
} from "../../engine/engine.ts";
import type { SearchCall } from "../../engine/search-call.ts";
import type { IndexOwner } from "../../indexes/table-index.ts";
import { DATASETS } from "../dataset-tables.ts";
import type { QueriedDatabase } from "../query-scope.ts";
import { isResultTable } from "../result-tables.ts";
import { findCatalog } from "../visible-catalogs.ts";
import type { ArgumentValues } from "./argument-values.ts";

/** A table that a statement searches. */
export interface SearchedSource {
  readonly table: VisibleTable;
  /** As messages name it. */
  readonly name: string;
  /** What its indexes belong to. */
  readonly owner: IndexOwner;
}

/** The tables of a statement that may have indexes, by the names that it has for them. */
export class SearchedSources {
  readonly #database: QueriedDatabase;
  readonly #byName = new Map<string, SearchedSource>();

  constructor(database: QueriedDatabase) {
    this.#database = database;
  }

  /** @param tables one for each of the references */
  add(
    references: readonly TableReference[],
    tables: readonly VisibleTable[],
    datasetIdOf: (table: VisibleTable) => string | undefined,
  ): void {
    for (const [index, reference] of references.entries()) {
      const table = tables[index];
      const name = foldIdentifier(reference.table);
      const owner = table && this.#ownerOf({ ...table, table: name }, datasetIdOf(table));
      if (table === undefined || owner === undefined) continue;
      const shown = [table.catalog, table.schema, name].join(".");
      this.#byName.set(keyOf(reference), { table, name: shown, owner });
    }
  }

  /** Shows tables otherwise; returns those that changed, with what stands in their place. */
  async replace(
    show: (source: SearchedSource) => Promise<VisibleTable>,
  ): Promise<ReadonlyMap<VisibleTable, VisibleTable>> {
    const changed = new Map<VisibleTable, VisibleTable>();
    for (const [key, source] of this.#byName) {
      const table = changed.get(source.table) ?? (await show(source));
      if (table === source.table) continue;
      changed.set(source.table, table);
      this.#byName.set(key, { ...source, table });
    }
    return changed;
  }

  /** @throws {SqlError} for what has no indexes. */
  find(reference: TableReference): SearchedSource {
    const found = this.#byName.get(keyOf(reference));
    if (found !== undefined) return found;
    const { catalog, schema, table } = reference;
    const name = [catalog, schema, table].filter((part) => part !== undefined).join(".");
    throw new SqlError(`No index found for ${name}: only tables and datasets have indexes.`);
  }

  #ownerOf(
    { catalog, schema, table }: Pick<VisibleTable, "catalog" | "schema" | "table">,
    datasetId: string | undefined,
  ): IndexOwner | undefined {
    if (datasetId !== undefined) return { kind: "dataset", datasetId };
    const databaseId = findCatalog(this.#database, catalog)?.databaseId;
    return databaseId === undefined ? undefined : { kind: "table", databaseId, schema, table };
  }
}

function keyOf({ catalog = "", schema = "", table, at }: TableReference): string {
  return JSON.stringify([[catalog, schema, table].map(foldIdentifier), at]);
}

/** The tables of a statement, those too that its parameters name. */
export function searchedReferences(
  { tables, searches = [] }: Statement,
  values: ArgumentValues,
): readonly TableReference[] {
  const more = searches
    .filter(({ table }) => "parameter" in table)
    .map((call) => values.table(call));
  if (more.length === 0) return tables;
  // Searched tables are needed whole, whatever else the statement does with them.
  const byName = new Map([...tables, ...more].map((reference) => [keyOf(reference), reference]));
  return [...byName.values()];
}

/** @throws {SqlError} when a search names a catalog that statements of the database cannot see. */
export function checkCatalogs(
  searches: readonly SearchCall[],
  values: ArgumentValues,
  database: QueriedDatabase,
): void {
  for (const call of searches) {
    if (call.function === "nearest" || call.function === "vector_distance") continue;
    const reference = values.table(call);
    const { catalog } = reference;
    if (catalog === undefined || isResultTable(reference)) continue;
    if (foldIdentifier(catalog) === DATASETS || findCatalog(database, catalog) !== undefined)
      continue;
    const names = [database.defaultCatalog, ...database.attachments.map(({ alias }) => alias)];
    throw new SqlError(
      `catalog '${catalog}' is not attached: ${call.function} finds tables of ${names.join(", ")}`,
    );
  }
}
