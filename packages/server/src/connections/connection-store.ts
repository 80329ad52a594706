import type { Kysely } from "kysely";
import { isLiveDatabase } from "../databases/live-database.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Connection } from "./connection.ts";
import { changingColumns, connectionOf, connectionRow } from "./connection-row.ts";

/** Connections in the metastore. Those that are being deleted are not found. */
export class ConnectionStore {
  readonly #metastore: Kysely<MetastoreTables>;

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  /** Runs in one transaction; use the given handle and store only. */
  transact<Result>(
    work: (handle: Kysely<MetastoreTables>, store: ConnectionStore) => Promise<Result>,
  ): Promise<Result> {
    return this.#metastore
      .transaction()
      .execute((handle) => work(handle, new ConnectionStore(handle)));
  }

  /** Returns false when the name is taken. */
  async insert(connection: Connection): Promise<boolean> {
    if (await this.#isNameTaken(connection)) return false;
    const created_at = new Date().toISOString();
    await this.#metastore
      .insertInto("connections")
      .values({ ...connectionRow(connection), state: "active", created_at })
      .execute();
    return true;
  }

  /** Stores a changed connection; false when its name is taken. */
  async update(connection: Connection): Promise<boolean> {
    if (await this.#isNameTaken(connection)) return false;
    await this.#metastore
      .updateTable("connections")
      .set(changingColumns(connection))
      .where("id", "=", connection.id)
      .execute();
    return true;
  }

  /** In order of creation. */
  async list(workspaceId: string): Promise<readonly Connection[]> {
    const rows = await this.#select()
      .where("workspace_id", "=", workspaceId)
      .orderBy("seq")
      .execute();
    return rows.map(connectionOf);
  }

  /** Of all workspaces. */
  async listAll(): Promise<readonly Connection[]> {
    const rows = await this.#select().orderBy("seq").execute();
    return rows.map(connectionOf);
  }

  async find(workspaceId: string, id: string): Promise<Connection | undefined> {
    const connection = await this.findAnywhere(id);
    return connection?.workspaceId === workspaceId ? connection : undefined;
  }

  /** For work in the background, which belongs to no request. */
  async findAnywhere(id: string): Promise<Connection | undefined> {
    const row = await this.#select().where("id", "=", id).executeTakeFirst();
    return row && connectionOf(row);
  }

  /** @param name in lower case */
  async findByName(workspaceId: string, name: string): Promise<Connection | undefined> {
    const row = await this.#select()
      .where("workspace_id", "=", workspaceId)
      .where("catalog_name", "=", name)
      .executeTakeFirst();
    return row && connectionOf(row);
  }

  /** Ids of the databases that it is attached to. */
  async listAttachedTo(id: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("connection_attachments")
      .innerJoin("databases", "databases.id", "connection_attachments.database_id")
      .select("databases.id")
      .where("connection_attachments.connection_id", "=", id)
      .where(isLiveDatabase())
      .orderBy("connection_attachments.created_at")
      .execute();
    return rows.map(({ id: databaseId }) => databaseId);
  }

  /** From then on they are not found. */
  async markDeleting(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#metastore
      .updateTable("connections")
      .set({ state: "deleting" })
      .where("id", "in", ids)
      .execute();
  }

  /** Those whose deletion did not come to its end. */
  async listDeleting(): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("connections")
      .select("id")
      .where("state", "=", "deleting")
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Of a workspace, in whatever state. */
  async listIds(workspaceId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("connections")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .execute();
    return rows.map(({ id }) => id);
  }

  async remove(id: string): Promise<void> {
    await this.#metastore.deleteFrom("connections").where("id", "=", id).execute();
  }

  async #isNameTaken({ id, workspaceId, name }: Connection): Promise<boolean> {
    const holder = await this.findByName(workspaceId, name);
    return holder !== undefined && holder.id !== id;
  }

  #select() {
    return this.#metastore.selectFrom("connections").selectAll().where("state", "=", "active");
  }
}
