import { conflict, notFound } from "../../http/api-error.ts";
import { AlterationRefusedError } from "../../lake/alter/alteration.ts";
import {
  CatalogBusyError,
  type Lake,
  type LakeTable,
  type LakeTableName,
  UnreadableTableError,
} from "../../lake/lake.ts";
import type { WriteGate } from "../../concurrency/write-gate.ts";
import type { DeclarationStore, DeclaredTable } from "../declaration-store.ts";
import { MAIN_SCHEMA } from "../new-database.ts";
import type { ChangeStore, StoredChange } from "./change-store.ts";
import { isSameName } from "./declare-change.ts";
import type { StructureChange } from "./structure-change.ts";

export interface StructureServiceParts {
  readonly changes: ChangeStore;
  readonly declarations: DeclarationStore;
  readonly lake: Lake;
  /** One change of a database at a time, and no fork meanwhile. */
  readonly gate: WriteGate;
}

/** The database to change, for as long as the caller waits. */
export interface StructureTarget {
  readonly id: string;
  readonly defaultSchema: string;
  readonly signal: AbortSignal;
}

export interface ColumnName extends LakeTableName {
  readonly column: string;
}

interface KnownTable {
  readonly declared: DeclaredTable | undefined;
  readonly loaded: LakeTable | undefined;
}

/**
 * Renames and drops schemas, tables and columns. The rows stay where they are: a catalog transaction
 * and the declarations change, in step even when the server is stopped in between. Schema and table
 * names come in lower case.
 */
export class StructureService {
  readonly #parts: StructureServiceParts;

  constructor(parts: StructureServiceParts) {
    this.#parts = parts;
  }

  /** Carries out to the end what a stopped server began. */
  async recover(): Promise<void> {
    for (const stored of await this.#parts.changes.list()) {
      try {
        await this.#parts.lake.alter(stored.databaseId, stored.change);
      } catch (error) {
        // One catalog that cannot be changed now must not keep the others from starting.
        if (isForLater(error)) continue;
        // Refused because the new name is there: the catalog was changed before the stop.
        if (!(error instanceof AlterationRefusedError)) throw error;
      }
      await this.#parts.changes.finish(stored);
    }
  }

  /** Returns the names of the schema's tables. */
  renameSchema(target: StructureTarget, schema: string, to: string): Promise<readonly string[]> {
    return this.#inTurn(target, async () => {
      refuseFixed(target, schema, "renamed");
      const tables = await this.#tablesOf(target.id, schema);
      if (schema !== to && (await this.#findSchema(target.id, to)) !== undefined) {
        throw conflict(`Schema '${to}' already exists.`);
      }
      if (schema !== to) await this.#make(target.id, { kind: "rename-schema", schema, to });
      return tables;
    });
  }

  /** @throws {ApiError} CONFLICT when it has tables and these are not to go with it. */
  dropSchema(target: StructureTarget, schema: string, withTables: boolean): Promise<void> {
    return this.#inTurn(target, async () => {
      refuseFixed(target, schema, "dropped");
      const tables = await this.#tablesOf(target.id, schema);
      if (tables.length > 0 && !withTables) {
        throw conflict(
          `Schema '${schema}' has ${tables.length} tables; drop them first, or send cascade=true.`,
        );
      }
      await this.#make(target.id, { kind: "drop-schema", schema });
    });
  }

  renameTable(target: StructureTarget, table: LakeTableName, to: string): Promise<void> {
    return this.#inTurn(target, async () => {
      await this.#getTable(target.id, table);
      if (table.table === to) return;
      const holder = await this.#findTable(target.id, { ...table, table: to });
      if (holder !== undefined) throw conflict(`Table '${table.schema}.${to}' already exists.`);
      await this.#make(target.id, { kind: "rename-table", table, to });
    });
  }

  /** Keys and layout of the table follow. */
  renameColumn(target: StructureTarget, name: ColumnName, to: string): Promise<void> {
    return this.#inTurn(target, async () => {
      const { schema, table, column } = name;
      await this.#getColumn(target.id, name);
      if (column === to) return;
      const change = { kind: "rename-column", table: { schema, table }, column, to } as const;
      await this.#make(target.id, change);
    });
  }

  /** @throws {ApiError} CONFLICT for the only column, and for one that the key or layout needs. */
  dropColumn(target: StructureTarget, name: ColumnName): Promise<void> {
    return this.#inTurn(target, async () => {
      const { schema, table, column } = name;
      const { declared } = await this.#getColumn(target.id, name);
      const use = declared && useOf(declared, column);
      if (use !== undefined) {
        throw conflict(`Column '${column}' is part of the table's ${use}; it cannot be dropped.`);
      }
      await this.#make(target.id, { kind: "drop-column", table: { schema, table }, column });
    });
  }

  #inTurn<T>({ id, signal }: StructureTarget, work: () => Promise<T>): Promise<T> {
    return this.#parts.gate.run(id, { isShared: false, signal }, work);
  }

  async #make(databaseId: string, change: StructureChange): Promise<void> {
    const { changes, lake } = this.#parts;
    const stored: StoredChange = await changes.insert(databaseId, change);
    try {
      await lake.alter(databaseId, change);
    } catch (error) {
      // The catalog's transaction was undone, so there is nothing to carry out later.
      await changes.remove(stored);
      throw error instanceof AlterationRefusedError ? conflict(error.message) : error;
    }
    await changes.finish(stored);
  }

  async #findSchema(databaseId: string, schema: string): Promise<readonly string[] | undefined> {
    const { declarations, lake } = this.#parts;
    const declared = await declarations.listTables(databaseId);
    const loaded = await lake.listTables(databaseId);
    const tables = new Set([
      ...declared.filter((table) => table.schema === schema).map(({ name }) => name),
      ...loaded
        .filter((table) => table.schema.toLowerCase() === schema)
        .map(({ table }) => table.toLowerCase()),
    ]);
    const isThere = tables.size > 0 || (await declarations.hasSchema(databaseId, schema));
    return isThere ? [...tables].toSorted() : undefined;
  }

  /** @throws {ApiError} NOT_FOUND */
  async #tablesOf(databaseId: string, schema: string): Promise<readonly string[]> {
    const tables = await this.#findSchema(databaseId, schema);
    if (tables === undefined) throw notFound(`Schema '${schema}' not found.`);
    return tables;
  }

  async #findTable(databaseId: string, name: LakeTableName): Promise<KnownTable | undefined> {
    const { declarations, lake } = this.#parts;
    const declared = await declarations.findTable(databaseId, name.schema, name.table);
    const loaded = await lake.findTable(databaseId, name);
    return declared === undefined && loaded === undefined ? undefined : { declared, loaded };
  }

  /** @throws {ApiError} NOT_FOUND */
  async #getTable(databaseId: string, name: LakeTableName): Promise<KnownTable> {
    const table = await this.#findTable(databaseId, name);
    if (table === undefined) throw notFound(`Table '${name.schema}.${name.table}' not found.`);
    return table;
  }

  /** @throws {ApiError} NOT_FOUND */
  async #getColumn(databaseId: string, { column, ...name }: ColumnName): Promise<KnownTable> {
    const table = await this.#getTable(databaseId, name);
    const isThere = table.loaded?.columns.some((known) => isSameName(known.name, column));
    if (isThere === true) return table;
    throw notFound(
      table.loaded === undefined
        ? `Table '${name.schema}.${name.table}' has no columns before its first load.`
        : `Column '${column}' not found in table '${name.schema}.${name.table}'.`,
    );
  }
}

function isForLater(error: unknown): boolean {
  return error instanceof CatalogBusyError || error instanceof UnreadableTableError;
}

/** The default schema never moves, and other programs that read the catalog expect `main`. */
function refuseFixed({ defaultSchema }: StructureTarget, schema: string, doing: string): void {
  if (schema !== defaultSchema && schema !== MAIN_SCHEMA) return;
  const why = schema === defaultSchema ? "is the database's default schema" : "is always there";
  throw conflict(`Schema '${schema}' ${why}; it cannot be ${doing}.`);
}

function useOf(declared: DeclaredTable, column: string): string | undefined {
  const isColumn = (name: string) => isSameName(name, column);
  if (declared.key?.some(isColumn) === true) return "key";
  if (declared.partitionBy.some((key) => isColumn(key.column))) return "partitioning";
  return declared.sortedBy.some((key) => isColumn(key.column)) ? "sort order" : undefined;
}
