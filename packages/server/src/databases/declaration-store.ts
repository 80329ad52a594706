import { TablePartitionKey, TableSortKey } from "@hotdata/contract";
import type { Selectable } from "kysely";
import { z } from "zod";
import { dropTableIndexes } from "../indexes/follow-structure.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { DatabaseTables } from "../metastore/tables/database-tables.ts";
import { isLiveDatabase } from "./live-database.ts";
import type { SchemaDeclaration, TableDeclaration } from "./table-declaration.ts";

export interface DeclaredTable extends TableDeclaration {
  readonly schema: string;
}

/** Schemas and tables as they were declared, loaded or not. */
export class DeclarationStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Returns false when the schema is there already. */
  async insertSchema(databaseId: string, schema: SchemaDeclaration): Promise<boolean> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("database_schemas")
        .values(schemaRow(databaseId, schema.name))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) return false;
      for (const table of schema.tables) {
        const row = tableRow(databaseId, schema.name, table);
        await transaction.insertInto("database_tables").values(row).execute();
      }
      return true;
    });
  }

  async deleteSchema(databaseId: string, schema: string): Promise<void> {
    await this.#metastore
      .deleteFrom("database_schemas")
      .where("database_id", "=", databaseId)
      .where("name", "=", schema)
      .execute();
  }

  /** Returns false when the table is there already. The schema must be declared. */
  async insertTable(databaseId: string, schema: string, table: TableDeclaration): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#metastore
      .insertInto("database_tables")
      .values(tableRow(databaseId, schema, table))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows !== 0n;
  }

  /** Declares schema and table unless they are. */
  async ensureTable(databaseId: string, schema: string, table: TableDeclaration): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("database_schemas")
        .values(schemaRow(databaseId, schema))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await transaction
        .insertInto("database_tables")
        .values(tableRow(databaseId, schema, table))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  /** Its indexes go as well. Returns false when the table was not declared. */
  async deleteTable(databaseId: string, schema: string, table: string): Promise<boolean> {
    return this.#metastore.transaction().execute(async (transaction) => {
      await dropTableIndexes(transaction, { databaseId, schema, table });
      const { numDeletedRows } = await transaction
        .deleteFrom("database_tables")
        .where("database_id", "=", databaseId)
        .where("schema_name", "=", schema)
        .where("name", "=", table)
        .executeTakeFirstOrThrow();
      return numDeletedRows !== 0n;
    });
  }

  async listSchemas(databaseId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("database_schemas")
      .select("name")
      .where("database_id", "=", databaseId)
      .orderBy("name")
      .execute();
    return rows.map(({ name }) => name);
  }

  async hasSchema(databaseId: string, schema: string): Promise<boolean> {
    const row = await this.#metastore
      .selectFrom("database_schemas")
      .select("name")
      .where("database_id", "=", databaseId)
      .where("name", "=", schema)
      .executeTakeFirst();
    return row !== undefined;
  }

  async findTable(
    databaseId: string,
    schema: string,
    table: string,
  ): Promise<DeclaredTable | undefined> {
    const row = await this.#selectTables(databaseId)
      .where("schema_name", "=", schema)
      .where("name", "=", table)
      .executeTakeFirst();
    return row && declaredTableOf(row);
  }

  /** All declared tables of a database. */
  async listTables(databaseId: string): Promise<readonly DeclaredTable[]> {
    const rows = await this.#selectTables(databaseId).execute();
    return rows.map(declaredTableOf);
  }

  /** Ids of active databases in which a table of this name is declared, in any schema. */
  async listDatabasesHolding(
    workspaceId: string,
    table: string,
    limit: number,
  ): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("database_tables")
      .innerJoin("databases", "databases.id", "database_tables.database_id")
      .select("databases.id")
      .distinct()
      .where("databases.workspace_id", "=", workspaceId)
      .where(isLiveDatabase())
      .where("database_tables.name", "=", table)
      .orderBy("databases.seq", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  }

  #selectTables(databaseId: string) {
    return this.#metastore
      .selectFrom("database_tables")
      .selectAll()
      .where("database_id", "=", databaseId);
  }
}

export function schemaRow(databaseId: string, schema: string) {
  return { database_id: databaseId, name: schema, created_at: new Date().toISOString() };
}

export function tableRow(databaseId: string, schema: string, table: TableDeclaration) {
  return {
    database_id: databaseId,
    schema_name: schema,
    name: table.name,
    key_json: table.key === undefined ? null : JSON.stringify(table.key),
    partition_by_json: JSON.stringify(table.partitionBy),
    sorted_by_json: JSON.stringify(table.sortedBy),
    created_at: new Date().toISOString(),
  };
}

const keyModel = z.array(z.string());
const partitionByModel = z.array(TablePartitionKey);
const sortedByModel = z.array(TableSortKey);

export function declaredTableOf(row: Selectable<DatabaseTables["database_tables"]>): DeclaredTable {
  return {
    schema: row.schema_name,
    name: row.name,
    key: row.key_json === null ? undefined : keyModel.parse(JSON.parse(row.key_json)),
    partitionBy: partitionByModel.parse(JSON.parse(row.partition_by_json)),
    sortedBy: sortedByModel.parse(JSON.parse(row.sorted_by_json)),
  };
}
