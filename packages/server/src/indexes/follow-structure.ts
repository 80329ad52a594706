import type { Kysely } from "kysely";
import { isSameName } from "../lake/columns/planned-column.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import { indexOf } from "./index-row.ts";

type Handle = Kysely<MetastoreTables>;

interface IndexedTable {
  readonly databaseId: string;
  readonly schema: string;
  readonly table: string;
}

/** A table's indexes go with it. */
export async function dropTableIndexes(handle: Handle, dropped: IndexedTable): Promise<void> {
  const { databaseId, schema, table } = dropped;
  await handle
    .deleteFrom("table_indexes")
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .where("table_name", "=", table)
    .execute();
}

export async function dropSchemaIndexes(
  handle: Handle,
  databaseId: string,
  schema: string,
): Promise<void> {
  await handle
    .deleteFrom("table_indexes")
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .execute();
}

interface SchemaRename {
  readonly databaseId: string;
  readonly schema: string;
  readonly to: string;
}

export async function renameIndexedSchema(handle: Handle, rename: SchemaRename): Promise<void> {
  await handle
    .updateTable("table_indexes")
    .set({ schema_name: rename.to })
    .where("database_id", "=", rename.databaseId)
    .where("schema_name", "=", rename.schema)
    .execute();
}

export async function renameIndexedTable(
  handle: Handle,
  { databaseId, schema, table, to }: IndexedTable & { readonly to: string },
): Promise<void> {
  await handle
    .updateTable("table_indexes")
    .set({ table_name: to })
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .where("table_name", "=", table)
    .execute();
}

interface ColumnChange extends IndexedTable {
  readonly column: string;
}

/** Indexes follow a column to its new name; files know columns by ids. */
export async function renameIndexedColumn(
  handle: Handle,
  { to, ...change }: ColumnChange & { readonly to: string },
): Promise<void> {
  for (const { id, columns, embedded } of await indexesOn(handle, change)) {
    const renamed = (name: string) => (isSameName(name, change.column) ? to : name);
    const kept = embedded && { ...embedded, sourceColumn: renamed(embedded.sourceColumn) };
    await handle
      .updateTable("table_indexes")
      .set({
        columns_json: JSON.stringify(columns.map(renamed)),
        embedded_json: kept && JSON.stringify(kept),
      })
      .where("id", "=", id)
      .execute();
  }
}

/** An index goes with any of its columns. */
export async function dropColumnIndexes(handle: Handle, change: ColumnChange): Promise<void> {
  for (const { id } of await indexesOn(handle, change)) {
    await handle.deleteFrom("table_indexes").where("id", "=", id).execute();
  }
}

async function indexesOn(handle: Handle, { databaseId, schema, table, column }: ColumnChange) {
  const rows = await handle
    .selectFrom("table_indexes")
    .selectAll()
    .where("database_id", "=", databaseId)
    .where("schema_name", "=", schema)
    .where("table_name", "=", table)
    .execute();
  return rows
    .map(indexOf)
    .filter(({ columns, embedded }) =>
      [...columns, ...(embedded === null ? [] : [embedded.sourceColumn])].some((name) =>
        isSameName(name, column),
      ),
    );
}
