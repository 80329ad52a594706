import { type Selectable, sql } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { DatabaseState, DatabaseTables } from "../metastore/tables/database-tables.ts";
import type { Database } from "./database.ts";
import { isLiveDatabase } from "./live-database.ts";
import { schemaRow, tableRow } from "./declaration-store.ts";
import type { DeclaredDatabase } from "./new-database.ts";

export interface DatabaseFilter {
  readonly workspaceId: string;
  /** Only this database. */
  readonly id?: string | undefined;
  /** Part of the name, in any case. */
  readonly search: string | undefined;
  /** Only databases that were made by this batch. */
  readonly batchId: string | undefined;
}

export interface DatabasePage {
  readonly limit: number;
  /** Only databases created before this one; see {@link ListedDatabase.seq}. */
  readonly beforeSeq?: number | undefined;
  /** Only databases with greater ids, which those of a batch are ordered by. */
  readonly afterId?: string | undefined;
}

export interface ListedDatabase {
  readonly seq: number;
  readonly database: Database;
}

export type ExpiredDatabase = Pick<Database, "id" | "workspaceId">;

export interface DatabaseChanges {
  readonly name?: string | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/** Tables with rows of a database, the referenced ones first, with the columns besides its id. */
const COPIED_BY_FORK = [
  ["database_schemas", "name", "created_at"],
  [
    "database_tables",
    "schema_name",
    "name",
    "key_json",
    "partition_by_json",
    "sorted_by_json",
    "created_at",
  ],
  ["database_attachments", "attached_id", "alias", "created_at"],
  ["connection_attachments", "connection_id", "alias", "created_at"],
  ["database_contexts", "name", "content", "updated_at"],
] as const;

const ROWS_AT_ONCE = 500;

type DatabaseRow = Selectable<DatabaseTables["databases"]>;

/** Databases in the metastore. Expired ones and those being created or deleted are not found. */
export class DatabaseStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Adds databases that are not found until they are activated. */
  async insert(databases: readonly DeclaredDatabase[], batchId?: string): Promise<void> {
    const rows = databases.map(({ database }) => ({
      ...newRow(database),
      batch_id: batchId ?? null,
    }));
    const schemas = databases.flatMap((one) =>
      one.schemas.map(({ name }) => schemaRow(one.database.id, name)),
    );
    const tables = databases.flatMap(({ database, schemas: declared }) =>
      declared.flatMap((schema) =>
        schema.tables.map((table) => tableRow(database.id, schema.name, table)),
      ),
    );
    await this.#metastore.transaction().execute(async (transaction) => {
      for (const part of pieces(rows)) {
        await transaction.insertInto("databases").values(part).execute();
      }
      for (const part of pieces(schemas)) {
        await transaction.insertInto("database_schemas").values(part).execute();
      }
      for (const part of pieces(tables)) {
        await transaction.insertInto("database_tables").values(part).execute();
      }
    });
  }

  /** Like {@link insert}, with all that is declared about another database and attached to it. */
  async insertFork(fork: Database, sourceId: string): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      await transaction.insertInto("databases").values(newRow(fork)).execute();
      for (const [table, ...columns] of COPIED_BY_FORK) {
        const list = sql.join([sql.ref("database_id"), ...columns.map((name) => sql.ref(name))]);
        const values = sql.join([sql`${fork.id}`, ...columns.map((name) => sql.ref(name))]);
        await sql`INSERT INTO ${sql.table(table)} (${list})
          SELECT ${values} FROM ${sql.table(table)} WHERE database_id = ${sourceId}`.execute(
          transaction,
        );
      }
    });
  }

  /** Sets what is given of name and expiry; null takes it away. */
  async update(databaseId: string, { name, expiresAt }: DatabaseChanges): Promise<void> {
    const changes = {
      ...(name === undefined ? {} : { name, search_name: name?.toLowerCase() ?? "" }),
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt?.toISOString() ?? null }),
    };
    if (Object.keys(changes).length === 0) return;
    await this.#metastore
      .updateTable("databases")
      .set(changes)
      .where("id", "=", databaseId)
      .execute();
  }

  async setState(databaseIds: readonly string[], state: DatabaseState): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      for (const ids of pieces(databaseIds)) {
        await transaction.updateTable("databases").set({ state }).where("id", "in", ids).execute();
      }
    });
  }

  async remove(databaseIds: readonly string[]): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      for (const ids of pieces(databaseIds)) {
        await transaction.deleteFrom("databases").where("id", "in", ids).execute();
      }
    });
  }

  async find(workspaceId: string, databaseId: string): Promise<Database | undefined> {
    const row = await this.#selectFrom(workspaceId).where("id", "=", databaseId).executeTakeFirst();
    return row && databaseOf(row);
  }

  async findByConnection(workspaceId: string, connectionId: string): Promise<Database | undefined> {
    const row = await this.#selectFrom(workspaceId)
      .where("connection_id", "=", connectionId)
      .executeTakeFirst();
    return row && databaseOf(row);
  }

  async findDefault(workspaceId: string): Promise<Database | undefined> {
    const row = await this.#selectFrom(workspaceId).where("is_default", "=", 1).executeTakeFirst();
    return row && databaseOf(row);
  }

  /** Newest first; those of one batch by id. */
  async list(filter: DatabaseFilter, page: DatabasePage): Promise<readonly ListedDatabase[]> {
    const { limit, beforeSeq, afterId } = page;
    let query = this.#selectFiltered(filter).limit(limit);
    if (beforeSeq !== undefined) query = query.where("seq", "<", beforeSeq);
    if (afterId !== undefined) query = query.where("id", ">", afterId);
    const rows = await (
      filter.batchId === undefined ? query.orderBy("seq", "desc") : query.orderBy("id")
    ).execute();
    return rows.map((row) => ({ seq: row.seq, database: databaseOf(row) }));
  }

  async count(filter: DatabaseFilter): Promise<number> {
    const { total } = await this.#selectFiltered(filter)
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    return total;
  }

  /** Ids of all databases of a workspace, in whatever state. */
  async listIds(workspaceId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("databases")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Databases whose creation or deletion did not come to its end. */
  async listUnsettled(): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("databases")
      .select("id")
      .where("state", "<>", "active")
      .execute();
    return rows.map(({ id }) => id);
  }

  listExpired(limit: number): Promise<readonly ExpiredDatabase[]> {
    return this.#metastore
      .selectFrom("databases")
      .select(["id", "workspace_id as workspaceId"])
      .where("state", "=", "active")
      .where("expires_at", "<=", new Date().toISOString())
      .limit(limit)
      .execute();
  }

  #selectFiltered({ workspaceId, id, search, batchId }: DatabaseFilter) {
    let query = this.#selectFrom(workspaceId);
    if (id !== undefined) query = query.where("id", "=", id);
    if (search !== undefined) query = query.where(nameContains(search));
    return batchId === undefined ? query : query.where("batch_id", "=", batchId);
  }

  #selectFrom(workspaceId: string) {
    return this.#metastore
      .selectFrom("databases")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where(isLiveDatabase());
  }
}

/** Statements take a limited number of values. */
function pieces<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, i) =>
    items.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE),
  );
}

function nameContains(search: string) {
  return sql<boolean>`instr(search_name, ${search.toLowerCase()}) > 0`;
}

function newRow(database: Database) {
  return {
    id: database.id,
    workspace_id: database.workspaceId,
    connection_id: database.connectionId,
    name: database.name ?? null,
    search_name: database.name?.toLowerCase() ?? "",
    default_catalog: database.defaultCatalog,
    default_schema: database.defaultSchema,
    is_default: database.isDefault ? 1 : 0,
    state: "creating",
    expires_at: database.expiresAt?.toISOString() ?? null,
    created_at: database.createdAt.toISOString(),
    batch_id: null,
  } as const;
}

function databaseOf(row: DatabaseRow): Database {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    name: row.name ?? undefined,
    defaultCatalog: row.default_catalog,
    defaultSchema: row.default_schema,
    isDefault: row.is_default === 1,
    expiresAt: row.expires_at === null ? undefined : new Date(row.expires_at),
    createdAt: new Date(row.created_at),
  };
}
