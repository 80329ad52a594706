import { SqlError } from "../engine/engine.ts";
import { DATASETS } from "./dataset-tables.ts";
import type { QueriedDatabase } from "./query-scope.ts";
import type { NameDefaults } from "./resolve-tables.ts";
import type { StatementRequest } from "./statement-request.ts";
import { findCatalog } from "./visible-catalogs.ts";

/**
 * What the names of a statement mean that lack a catalog or a schema.
 * @throws {SqlError} when its default catalog is none of the database
 */
export function nameDefaults(database: QueriedDatabase, request: StatementRequest): NameDefaults {
  const catalog = (request.defaultCatalog ?? "default").toLowerCase();
  if (catalog === DATASETS && request.scope === undefined) {
    return { catalog, schema: (request.defaultSchema ?? "main").toLowerCase() };
  }
  const found = findCatalog(database, catalog);
  if (found === undefined) {
    throw new SqlError(`default_catalog '${catalog}' is not a catalog of this database`);
  }
  return { catalog, schema: (request.defaultSchema ?? found.defaultSchema).toLowerCase() };
}
