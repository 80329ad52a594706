import { conflict, notFound } from "../http/api-error.ts";
import type { Lake, LakeTableName } from "../lake/lake.ts";
import type { DeclarationStore, DeclaredTable } from "./declaration-store.ts";
import type { SchemaDeclaration, TableDeclaration } from "./table-declaration.ts";

export interface TableServiceParts {
  readonly declarations: DeclarationStore;
  readonly lake: Lake;
}

/** How many databases a hint names at most. */
const MAX_HOLDERS = 20;

/**
 * Schemas and tables of managed databases. A declared table that was never loaded exists in the
 * metastore only; rows and columns are in the lake. Names are in lower case throughout.
 */
export class TableService {
  readonly #parts: TableServiceParts;

  constructor(parts: TableServiceParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} CONFLICT when the schema is there already. */
  async addSchema(databaseId: string, schema: SchemaDeclaration): Promise<void> {
    const { declarations, lake } = this.#parts;
    if (!(await declarations.insertSchema(databaseId, schema))) {
      throw conflict(`Schema '${schema.name}' already exists.`);
    }
    try {
      await lake.createSchema(databaseId, schema.name);
    } catch (error) {
      await declarations.deleteSchema(databaseId, schema.name);
      throw error;
    }
  }

  /** @throws {ApiError} NOT_FOUND without the schema, CONFLICT when the table is there already. */
  async addTable(databaseId: string, schema: string, table: TableDeclaration): Promise<void> {
    const { declarations } = this.#parts;
    if (!(await declarations.hasSchema(databaseId, schema))) {
      throw notFound(`Schema '${schema}' is not declared; add the schema first.`);
    }
    const isNew =
      (await this.#findLoaded(databaseId, schema, table.name)) === undefined &&
      (await declarations.insertTable(databaseId, schema, table));
    if (!isNew) throw conflict(`Table '${schema}.${table.name}' already exists.`);
  }

  /**
   * Removes a table with its rows; its name is free at once.
   * @throws {ApiError} NOT_FOUND when it is neither declared nor loaded.
   */
  async deleteTable(databaseId: string, schema: string, table: string): Promise<void> {
    const { declarations, lake } = this.#parts;
    const loaded = await this.#findLoaded(databaseId, schema, table);
    const wasLoaded = loaded !== undefined && (await lake.dropTable(databaseId, loaded));
    const wasDeclared = await declarations.deleteTable(databaseId, schema, table);
    if (!wasLoaded && !wasDeclared) throw notFound(`Table '${schema}.${table}' not found.`);
  }

  /** Records a table that a load created. */
  async declareTableOnLoad(databaseId: string, schema: string, table: string): Promise<void> {
    const declaration = { name: table, key: undefined, partitionBy: [], sortedBy: [] };
    await this.#parts.declarations.ensureTable(databaseId, schema, declaration);
  }

  /** What was declared about a table: its key and layout. */
  findDeclared(
    databaseId: string,
    schema: string,
    table: string,
  ): Promise<DeclaredTable | undefined> {
    return this.#parts.declarations.findTable(databaseId, schema, table);
  }

  /** Whether there is such a table, loaded or not. */
  async exists(databaseId: string, schema: string, table: string): Promise<boolean> {
    return (
      (await this.isDeclared(databaseId, schema, table)) ||
      (await this.#parts.lake.findTable(databaseId, { schema, table })) !== undefined
    );
  }

  async isDeclared(databaseId: string, schema: string, table: string): Promise<boolean> {
    return (await this.findDeclared(databaseId, schema, table)) !== undefined;
  }

  /** Names of the declared schemas, those without tables too. */
  listSchemas(databaseId: string): Promise<readonly string[]> {
    return this.#parts.declarations.listSchemas(databaseId);
  }

  listDeclared(databaseId: string): Promise<readonly DeclaredTable[]> {
    return this.#parts.declarations.listTables(databaseId);
  }

  /** Ids of the workspace's databases that have a table of this name, newest first. */
  listHolding(workspaceId: string, table: string): Promise<readonly string[]> {
    return this.#parts.declarations.listDatabasesHolding(workspaceId, table, MAX_HOLDERS);
  }

  /** Other clients of the catalog may have spelled the name with capitals. */
  async #findLoaded(
    databaseId: string,
    schema: string,
    table: string,
  ): Promise<LakeTableName | undefined> {
    const tables = await this.#parts.lake.listTables(databaseId);
    return tables.find(
      (known) => known.schema.toLowerCase() === schema && known.table.toLowerCase() === table,
    );
  }
}
