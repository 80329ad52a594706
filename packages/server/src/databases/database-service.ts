import { badRequest, notFound } from "../http/api-error.ts";
import type { ConnectionStore } from "../connections/connection-store.ts";
import type { Lake } from "../lake/lake.ts";
import type { WriteGate } from "../concurrency/write-gate.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { DatabaseContent } from "./database-content.ts";
import type {
  DatabaseChanges,
  DatabaseFilter,
  DatabasePage,
  DatabaseStore,
  ExpiredDatabase,
  ListedDatabase,
} from "./database-store.ts";
import type { Database } from "./database.ts";
import {
  type DeclaredDatabase,
  newDatabase,
  type NewDatabase,
  newIdentity,
} from "./new-database.ts";

export interface NewFork {
  readonly workspaceId: string;
  readonly sourceId: string;
  /** The source's when undefined. */
  readonly name: string | undefined;
  /** The source's, if that is still to come, when undefined. */
  readonly expiresAt: Date | undefined;
}

export interface DatabaseServiceParts {
  readonly store: DatabaseStore;
  readonly lake: Lake;
  readonly connections: Pick<ConnectionStore, "find">;
  /** Keeps forks of a database apart from changes of its structure. */
  readonly structureGate: WriteGate;
  /** Emptied in this order when a database is deleted, its catalog last. */
  readonly contents: readonly DatabaseContent[];
  /** Told of every database that is gone because its time had come. */
  readonly onExpired: (database: ExpiredDatabase) => Promise<void>;
}

/** So many databases are removed together. */
const SWEEP_BATCH = 100;

/**
 * Managed databases. One exists in the metastore and as a catalog in the lake; it is seen only
 * while both are whole.
 */
export class DatabaseService implements WorkspaceContent {
  readonly #parts: DatabaseServiceParts;

  constructor(parts: DatabaseServiceParts) {
    this.#parts = parts;
  }

  /** Removes what a crash left half created or half deleted. */
  async recover(): Promise<void> {
    await this.#remove(await this.#parts.store.listUnsettled());
  }

  create(request: NewDatabase): Promise<Database> {
    return this.#create(request, false);
  }

  /** The ordinary database named `default` that a workspace is born with. */
  async createDefault(workspaceId: string): Promise<void> {
    const request = {
      workspaceId,
      name: "default",
      defaultCatalog: undefined,
      defaultSchema: undefined,
      schemas: [],
      expiresAt: undefined,
    };
    await this.#create(request, true);
  }

  /**
   * Makes a database of its own out of another: same catalog name, schemas, declarations, rows,
   * history, attachments and contexts.
   */
  async fork(request: NewFork, signal: AbortSignal): Promise<Database> {
    const { store, lake, structureGate } = this.#parts;
    const { workspaceId, sourceId } = request;
    // Tables and declarations change their names together: a fork sees both before, or both after.
    return structureGate.run(sourceId, { isShared: true, signal }, async () => {
      const source = await this.get(workspaceId, sourceId);
      const fork: Database = {
        ...source,
        ...newIdentity(),
        name: request.name ?? source.name,
        expiresAt: request.expiresAt ?? source.expiresAt,
        isDefault: false,
      };
      await store.insertFork(fork, source.id);
      return this.#activate(fork, () => lake.forkDatabase(source.id, fork.id));
    });
  }

  /** @throws {ApiError} NOT_FOUND */
  async update(workspaceId: string, databaseId: string, changes: DatabaseChanges) {
    const { id } = await this.get(workspaceId, databaseId);
    await this.#parts.store.update(id, changes);
    return this.get(workspaceId, databaseId);
  }

  find(workspaceId: string, databaseId: string): Promise<Database | undefined> {
    return this.#parts.store.find(workspaceId, databaseId);
  }

  /** @throws {ApiError} NOT_FOUND also for one that expired or is of another workspace. */
  async get(workspaceId: string, databaseId: string): Promise<Database> {
    const database = await this.find(workspaceId, databaseId);
    if (database === undefined) throw notFound(`Database '${databaseId}' not found.`);
    return database;
  }

  findByConnection(workspaceId: string, connectionId: string): Promise<Database | undefined> {
    return this.#parts.store.findByConnection(workspaceId, connectionId);
  }

  /**
   * @throws {ApiError} NOT_FOUND when no database of the workspace has this connection, BAD_REQUEST
   *   when it is one to an outside source
   */
  async getByConnection(workspaceId: string, connectionId: string): Promise<Database> {
    const database = await this.findByConnection(workspaceId, connectionId);
    if (database !== undefined) return database;
    if ((await this.#parts.connections.find(workspaceId, connectionId)) === undefined) {
      throw notFound(`Connection '${connectionId}' not found.`);
    }
    throw badRequest(
      `Connection '${connectionId}' reads an outside source; this call is for managed databases: ` +
        "take the default_connection_id of one.",
    );
  }

  /** Undefined when it was deleted. */
  findDefault(workspaceId: string): Promise<Database | undefined> {
    return this.#parts.store.findDefault(workspaceId);
  }

  /** @throws {ApiError} NOT_FOUND when it was deleted. */
  async getDefault(workspaceId: string): Promise<Database> {
    const database = await this.findDefault(workspaceId);
    if (database !== undefined) return database;
    throw notFound(
      "The workspace's default database was deleted; name a database in the header X-Database-Id.",
    );
  }

  list(filter: DatabaseFilter, page: DatabasePage): Promise<readonly ListedDatabase[]> {
    return this.#parts.store.list(filter, page);
  }

  count(filter: DatabaseFilter): Promise<number> {
    return this.#parts.store.count(filter);
  }

  async delete(workspaceId: string, databaseId: string): Promise<void> {
    const { id } = await this.get(workspaceId, databaseId);
    await this.deleteAll([id]);
  }

  /** Deletes databases of whatever state; those that are gone already do not matter. */
  async deleteAll(databaseIds: readonly string[]): Promise<void> {
    await this.#parts.store.setState(databaseIds, "deleting");
    await this.#remove(databaseIds);
  }

  /** Makes many databases that are not seen before the caller activates them. */
  async reserve(databases: readonly DeclaredDatabase[], batchId: string): Promise<void> {
    const { store, lake } = this.#parts;
    const ids = databases.map(({ database }) => database.id);
    await store.insert(databases, batchId);
    try {
      await lake.reserveDatabases(ids);
    } catch (error) {
      await this.#remove(ids).catch(() => undefined);
      throw error;
    }
  }

  /** Deletes every database whose time has come; returns how many. */
  async deleteExpired(signal: AbortSignal): Promise<number> {
    let count = 0;
    while (!signal.aborted) {
      const expired = await this.#parts.store.listExpired(SWEEP_BATCH);
      await this.deleteAll(expired.map(({ id }) => id));
      for (const database of expired) await this.#parts.onExpired(database);
      count += expired.length;
      if (expired.length < SWEEP_BATCH) break;
    }
    return count;
  }

  listIds(workspaceId: string): Promise<readonly string[]> {
    return this.#parts.store.listIds(workspaceId);
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.deleteAll(await this.#parts.store.listIds(workspaceId));
  }

  async #create(request: NewDatabase, isDefault: boolean): Promise<Database> {
    const { store, lake } = this.#parts;
    const { database, schemas } = newDatabase(request, isDefault);
    await store.insert([{ database, schemas }]);
    const schemaNames = schemas.map(({ name }) => name);
    return this.#activate(database, () => lake.createDatabase(database.id, schemaNames));
  }

  /** Makes the catalog of a database that is recorded, then shows the database. */
  async #activate(database: Database, makeCatalog: () => Promise<void>): Promise<Database> {
    try {
      await makeCatalog();
      await this.#parts.store.setState([database.id], "active");
    } catch (error) {
      // Should this fail as well, the next start removes it.
      await this.#remove([database.id]).catch(() => undefined);
      throw error;
    }
    return database;
  }

  async #remove(databaseIds: readonly string[]): Promise<void> {
    const { store, lake, contents } = this.#parts;
    for (let start = 0; start < databaseIds.length; start += SWEEP_BATCH) {
      const ids = databaseIds.slice(start, start + SWEEP_BATCH);
      for (const content of contents) {
        for (const id of ids) await content.deleteDatabase(id);
      }
      await lake.deleteDatabases(ids);
      await store.remove(ids);
    }
  }
}
