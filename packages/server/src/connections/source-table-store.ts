import { type Kysely, type Selectable, sql } from "kysely";
import { z } from "zod";
import type { DiscoveredColumn, DiscoveredTable } from "../connectors/connector.ts";
import { StatementCache } from "../engine/statement-cache.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { ConnectionTables } from "../metastore/tables/connection-tables.ts";
import { storedType } from "../results/stored-columns.ts";
import type { NamedSourceTable, SourceTable, SourceTableName, TableSync } from "./connection.ts";

export interface DiscoveryCounts {
  readonly discovered: number;
  /** Not known before. */
  readonly added: number;
  /** With other columns or another key than before. */
  readonly modified: number;
}

export interface TableCounts {
  readonly tables: number;
  /** Those that are copied. */
  readonly synced: number;
}

export interface CopyNote {
  readonly syncedAt: Date;
  /** The greatest value of the cursor column that was copied; stays when undefined. */
  readonly cursorValue?: string | undefined;
}

const columnsModel = z.array(
  z.object({
    name: z.string(),
    type: storedType,
    isNullable: z.boolean(),
    sourceType: z.string(),
    loss: z.string().exactOptional(),
  }),
);
const keyModel = z.array(z.string());
const ROWS_AT_ONCE = 500;

type TableRow = Selectable<ConnectionTables["connection_tables"]>;

/** Tables of outside sources as they were discovered, and what is copied of them. */
export class SourceTableStore {
  readonly #metastore: Kysely<MetastoreTables>;
  /** Columns by the text that is stored of them: statements ask for those of the same tables again. */
  readonly #parsed = new StatementCache<readonly DiscoveredColumn[]>();

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  /** In order of schema and name. */
  async list(connectionId: string): Promise<readonly SourceTable[]> {
    const rows = await this.#select(connectionId)
      .orderBy("schema_name")
      .orderBy("table_name")
      .execute();
    return rows.map((row) => tableOf(row, parseColumns(row.columns_json)));
  }

  /** Without their columns, of which sources may have very many; in no order. */
  async listNames(connectionId: string): Promise<readonly NamedSourceTable[]> {
    const rows = await this.#metastore
      .selectFrom("connection_tables")
      .select(["schema_name as schema", "table_name as table", "synced_at"])
      .where("connection_id", "=", connectionId)
      .execute();
    return rows.map(({ schema, table, synced_at: syncedAt }) => ({
      schema,
      table,
      syncedAt: syncedAt === null ? undefined : new Date(syncedAt),
    }));
  }

  /** Those that have copies; their names only. */
  async listSynced(connectionId: string): Promise<readonly SourceTableName[]> {
    return this.#metastore
      .selectFrom("connection_tables")
      .select(["schema_name as schema", "table_name as table"])
      .where("connection_id", "=", connectionId)
      .where("synced_at", "is not", null)
      .orderBy("schema_name")
      .orderBy("table_name")
      .execute();
  }

  /** By its name in any case; where several differ in that alone, the one spelled so, or else the first. */
  async find(
    connectionId: string,
    { schema, table }: SourceTableName,
  ): Promise<SourceTable | undefined> {
    const rows = await this.#select(connectionId)
      .where(sql`lower(schema_name)`, "=", sql`lower(${schema})`)
      .where(sql`lower(table_name)`, "=", sql`lower(${table})`)
      .orderBy("schema_name")
      .orderBy("table_name")
      .execute();
    const row =
      rows.find((one) => one.schema_name === schema && one.table_name === table) ?? rows[0];
    return row && tableOf(row, this.#columnsOf(row.columns_json));
  }

  async count(connectionId: string): Promise<TableCounts> {
    const { tables, synced } = await this.#metastore
      .selectFrom("connection_tables")
      .select(({ fn }) => [
        fn.countAll<number>().as("tables"),
        fn.count<number>("synced_at").as("synced"),
      ])
      .where("connection_id", "=", connectionId)
      .executeTakeFirstOrThrow();
    return { tables, synced };
  }

  /**
   * Takes over what a source has now. What is known of copies stays; tables that are gone are
   * forgotten, unless there is a copy of them.
   */
  async replaceDiscovered(
    connectionId: string,
    tables: readonly DiscoveredTable[],
  ): Promise<DiscoveryCounts> {
    const rows = await this.#select(connectionId).execute();
    const known = new Map(rows.map((row) => [keyOf(row.schema_name, row.table_name), row]));
    const found = tables.map((table) => discoveredRow(connectionId, table));
    const added = found.filter((row) => known.get(rowKey(row)) === undefined);
    const modified = found.filter((row) => isOther(row, known.get(rowKey(row))));
    const guessed = found.filter((row) => isGuessedAnew(row, known.get(rowKey(row))));
    await this.#upsert([...new Set([...added, ...modified, ...guessed])]);
    const kept = new Set(found.map(rowKey));
    for (const key of known.keys()) {
      if (!kept.has(key)) await this.#forget(connectionId, key);
    }
    return { discovered: tables.length, added: added.length, modified: modified.length };
  }

  /** Takes over what a source has now as one of its tables; its columns may be others. */
  async updateDiscovered(connectionId: string, table: DiscoveredTable): Promise<void> {
    await this.#upsert([discoveredRow(connectionId, table)]);
  }

  async noteCopied(
    connectionId: string,
    name: SourceTableName,
    { syncedAt, cursorValue }: CopyNote,
  ): Promise<void> {
    await this.#update(connectionId, name, {
      synced_at: syncedAt.toISOString(),
      ...(cursorValue === undefined ? {} : { cursor_value: cursorValue }),
    });
  }

  /** The copy of one table is gone, or those of all. */
  async noteDropped(connectionId: string, name: SourceTableName | undefined): Promise<void> {
    await this.#update(connectionId, name, { synced_at: null, cursor_value: null });
  }

  /** Another source is read from now on: where copies left off says nothing about it. */
  async forgetCursors(connectionId: string): Promise<void> {
    await this.#update(connectionId, undefined, { cursor_value: null });
  }

  /** Sets what is given; undefined takes it away. Another cursor column begins anew. */
  async setSync(
    connectionId: string,
    { schema, table, sync: before }: SourceTable,
    { refreshSeconds, cursorColumn }: Omit<TableSync, "cursorValue">,
  ): Promise<void> {
    const isSameCursor = before.cursorColumn === cursorColumn;
    const changes = {
      refresh_seconds: refreshSeconds ?? null,
      cursor_column: cursorColumn ?? null,
      ...(isSameCursor ? {} : { cursor_value: null }),
    };
    await this.#update(connectionId, { schema, table }, changes);
  }

  /** Runs in one transaction; use the given store only. */
  transact<Result>(work: (store: SourceTableStore) => Promise<Result>): Promise<Result> {
    return this.#metastore.transaction().execute((handle) => work(new SourceTableStore(handle)));
  }

  /** Statements of many rows: a source may have very many tables. */
  async #upsert(rows: readonly DiscoveredRow[]): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      await this.#metastore
        .insertInto("connection_tables")
        .values(rows.slice(start, start + ROWS_AT_ONCE))
        .onConflict((conflict) =>
          conflict
            .columns(["connection_id", "schema_name", "table_name"])
            .doUpdateSet((update) => ({
              columns_json: update.ref("excluded.columns_json"),
              key_json: update.ref("excluded.key_json"),
              estimated_rows: update.ref("excluded.estimated_rows"),
            })),
        )
        .execute();
    }
  }

  async #forget(connectionId: string, key: string): Promise<void> {
    const { schema, table } = nameOf(key);
    await this.#metastore
      .deleteFrom("connection_tables")
      .where("connection_id", "=", connectionId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .where("synced_at", "is", null)
      .execute();
  }

  async #update(
    connectionId: string,
    name: SourceTableName | undefined,
    changes: Partial<TableRow>,
  ): Promise<void> {
    let query = this.#metastore
      .updateTable("connection_tables")
      .set(changes)
      .where("connection_id", "=", connectionId);
    if (name !== undefined) {
      query = query.where("schema_name", "=", name.schema).where("table_name", "=", name.table);
    }
    await query.execute();
  }

  #columnsOf(json: string): readonly DiscoveredColumn[] {
    const known = this.#parsed.find(json);
    if (known !== undefined) return known;
    const columns = parseColumns(json);
    this.#parsed.set(json, columns);
    return columns;
  }

  #select(connectionId: string) {
    return this.#metastore
      .selectFrom("connection_tables")
      .selectAll()
      .where("connection_id", "=", connectionId);
  }
}

type DiscoveredRow = ReturnType<typeof discoveredRow>;

function discoveredRow(connectionId: string, table: DiscoveredTable) {
  const { columns, key, estimatedRows } = table;
  const shown = columns.map(({ name, type, isNullable, sourceType, loss }) => ({
    name,
    type,
    isNullable,
    sourceType,
    ...(loss === undefined ? {} : { loss }),
  }));
  return {
    connection_id: connectionId,
    schema_name: table.schema,
    table_name: table.table,
    columns_json: JSON.stringify(shown),
    key_json: JSON.stringify(key),
    estimated_rows: estimatedRows === null ? null : Math.trunc(estimatedRows),
  };
}

function rowKey({ schema_name: schema, table_name: table }: DiscoveredRow): string {
  return keyOf(schema, table);
}

function isOther(row: DiscoveredRow, before: TableRow | undefined): boolean {
  if (before === undefined) return false;
  return row.columns_json !== before.columns_json || row.key_json !== before.key_json;
}

function isGuessedAnew(row: DiscoveredRow, before: TableRow | undefined): boolean {
  return before !== undefined && row.estimated_rows !== before.estimated_rows;
}

function parseColumns(json: string): readonly DiscoveredColumn[] {
  return columnsModel.parse(JSON.parse(json));
}

function tableOf(row: TableRow, columns: readonly DiscoveredColumn[]): SourceTable {
  return {
    schema: row.schema_name,
    table: row.table_name,
    columns,
    key: keyModel.parse(JSON.parse(row.key_json)),
    estimatedRows: row.estimated_rows,
    syncedAt: row.synced_at === null ? undefined : new Date(row.synced_at),
    sync: {
      refreshSeconds: row.refresh_seconds ?? undefined,
      cursorColumn: row.cursor_column ?? undefined,
      cursorValue: row.cursor_value ?? undefined,
    },
  };
}

/** Names of sources may have any character but this one. */
function keyOf(schema: string, table: string): string {
  return `${schema}\0${table}`;
}

function nameOf(key: string): SourceTableName {
  const [schema = "", table = ""] = key.split("\0");
  return { schema, table };
}
