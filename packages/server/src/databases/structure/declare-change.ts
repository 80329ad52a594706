import type { Kysely } from "kysely";
import {
  dropColumnIndexes,
  dropSchemaIndexes,
  renameIndexedColumn,
  renameIndexedSchema,
  renameIndexedTable,
} from "../../indexes/follow-structure.ts";
import type { LakeTableName } from "../../lake/lake.ts";
import type { MetastoreTables } from "../../metastore/metastore-tables.ts";
import { declaredTableOf, schemaRow, tableRow } from "../declaration-store.ts";
import type { TableDeclaration } from "../table-declaration.ts";
import type { StructureChange } from "./structure-change.ts";

type Handle = Kysely<MetastoreTables>;

/** Makes a change to the declarations and indexes of a database; it may have been made before. */
export async function declareChange(
  handle: Handle,
  databaseId: string,
  change: StructureChange,
): Promise<void> {
  switch (change.kind) {
    case "rename-schema":
      await renameIndexedSchema(handle, { databaseId, ...change });
      return renameSchema(handle, databaseId, change);
    case "drop-schema":
      await dropSchemaIndexes(handle, databaseId, change.schema);
      return dropSchema(handle, databaseId, change.schema);
    case "rename-table":
      await renameIndexedTable(handle, { databaseId, ...change.table, to: change.to });
      return renameTable(handle, databaseId, change);
    case "rename-column":
      await renameIndexedColumn(handle, { databaseId, ...change, ...change.table });
      return renameColumn(handle, databaseId, change);
    case "drop-column":
      return dropColumnIndexes(handle, { databaseId, ...change, ...change.table });
  }
}

interface SchemaRename {
  readonly schema: string;
  readonly to: string;
}

async function renameSchema(handle: Handle, databaseId: string, { schema, to }: SchemaRename) {
  await handle
    .insertInto("database_schemas")
    .values(schemaRow(databaseId, to))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await handle
    .updateTable("database_tables")
    .set({ schema_name: to })
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .execute();
  await dropSchema(handle, databaseId, schema);
}

async function dropSchema(handle: Handle, databaseId: string, schema: string): Promise<void> {
  await handle
    .deleteFrom("database_schemas")
    .where("database_id", "=", databaseId)
    .where("name", "=", schema)
    .execute();
}

interface TableRename {
  readonly table: LakeTableName;
  readonly to: string;
}

async function renameTable(handle: Handle, databaseId: string, { table, to }: TableRename) {
  const declared = await takeTable(handle, databaseId, table);
  if (declared === undefined) return;
  await handle
    .insertInto("database_tables")
    .values(tableRow(databaseId, table.schema, { ...declared, name: to }))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface ColumnRename extends TableRename {
  readonly column: string;
}

async function renameColumn(handle: Handle, databaseId: string, change: ColumnRename) {
  const { table, column, to } = change;
  const declared = await takeTable(handle, databaseId, table);
  if (declared === undefined) return;
  const renamed = (name: string) => (isSameName(name, column) ? to : name);
  const declaration: TableDeclaration = {
    name: declared.name,
    key: declared.key?.map(renamed),
    partitionBy: declared.partitionBy.map((key) => ({ ...key, column: renamed(key.column) })),
    sortedBy: declared.sortedBy.map((key) => ({ ...key, column: renamed(key.column) })),
  };
  await handle
    .insertInto("database_tables")
    .values(tableRow(databaseId, table.schema, declaration))
    .execute();
}

/** Removes a declaration, to be put back changed. */
async function takeTable(handle: Handle, databaseId: string, { schema, table }: LakeTableName) {
  const row = await handle
    .deleteFrom("database_tables")
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .where("name", "=", table)
    .returningAll()
    .executeTakeFirst();
  return row && declaredTableOf(row);
}

/** Columns keep their spelling and match in any case. */
export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
