import { join, resolve } from "node:path";
import type { LakeTableName } from "../lake.ts";
import { UnreadableTableError } from "../lake.ts";
import { type Catalog } from "./catalog.ts";
import { type CatalogRow, flagOf, integerOf, integerOrNullOf, textOf } from "./row-values.ts";

/** A schema of a snapshot. */
export interface SchemaRow {
  readonly id: number;
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
}

/** A table of a snapshot. */
export interface TableRow extends LakeTableName {
  readonly id: number;
  readonly beginSnapshot: number;
  /** Absolute path. */
  readonly folder: string;
}

const SCHEMAS_AT = `SELECT schema_id, schema_name, path, path_is_relative FROM ducklake_schema
  WHERE begin_snapshot <= ?1 AND (end_snapshot IS NULL OR end_snapshot > ?1)`;

const TABLES_AT = `SELECT table_id, schema_id, table_name, begin_snapshot, path, path_is_relative
  FROM ducklake_table
  WHERE begin_snapshot <= ?1 AND (end_snapshot IS NULL OR end_snapshot > ?1)`;

export function readSchemas(catalog: Catalog, snapshotId: number): SchemaRow[] {
  return catalog.all(SCHEMAS_AT, snapshotId).map((row) => ({
    id: integerOf(row, "schema_id"),
    name: textOf(row, "schema_name"),
    folder: pathOf(row, catalog.dataPath),
  }));
}

export function readTables(catalog: Catalog, snapshotId: number): TableRow[] {
  const schemas = new Map(readSchemas(catalog, snapshotId).map((schema) => [schema.id, schema]));
  return catalog.all(TABLES_AT, snapshotId).flatMap((row) => {
    const schema = schemas.get(integerOrNullOf(row, "schema_id") ?? -1);
    if (schema === undefined) return [];
    return {
      id: integerOf(row, "table_id"),
      schema: schema.name,
      table: textOf(row, "table_name"),
      beginSnapshot: integerOf(row, "begin_snapshot"),
      folder: pathOf(row, schema.folder),
    };
  });
}

/** Names match in any case, as they do in SQL. */
export function findNamed<T extends LakeTableName>(
  tables: readonly T[],
  { schema, table }: LakeTableName,
): T | undefined {
  const [wantedSchema, wantedTable] = [schema.toLowerCase(), table.toLowerCase()];
  return tables.find(
    (known) =>
      known.table.toLowerCase() === wantedTable && known.schema.toLowerCase() === wantedSchema,
  );
}

/** The absolute path of a row that has `path` and `path_is_relative`. */
export function pathOf(row: CatalogRow, base: string): string {
  const path = textOf(row, "path");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    throw new UnreadableTableError(`the files at ${path} are not on this machine`);
  }
  return flagOf(row, "path_is_relative") ? join(base, path) : resolve(path);
}
