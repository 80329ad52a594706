import type { Transaction } from "kysely";
import type { Connection } from "../connections/connection.ts";
import { connectionCatalog } from "../connections/connection-catalog.ts";
import { connectionOf } from "../connections/connection-row.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { KnownConnections } from "../connections/known-connections.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { isLiveDatabase } from "./live-database.ts";

/** What a database's statements may read beside its own catalog. */
export interface Attachment {
  /** Of another database; of an outside source, its connection's id. */
  readonly databaseId: string;
  readonly connectionId: string;
  readonly alias: string;
  /** Of the attached database or source. */
  readonly defaultSchema: string;
  /** Set when it is an outside source. */
  readonly connection?: Connection;
}

export interface AttachTarget {
  readonly kind: "database" | "connection";
  readonly id: string;
}

interface DatedAttachment {
  readonly createdAt: string;
  readonly attachment: Attachment;
}

/** Attachments in the metastore. They go with either side. */
export class AttachmentStore {
  readonly #metastore: Metastore;
  readonly #known: Pick<KnownConnections, "areThere">;

  constructor(metastore: Metastore, known: Pick<KnownConnections, "areThere">) {
    this.#metastore = metastore;
    this.#known = known;
  }

  /** Returns false when it is attached already, or the alias is in use. */
  async insert(databaseId: string, target: AttachTarget, alias: string): Promise<boolean> {
    const row = { database_id: databaseId, alias, created_at: new Date().toISOString() };
    return this.#metastore.transaction().execute(async (transaction) => {
      if (await isAliasTaken(transaction, databaseId, alias)) return false;
      const insert =
        target.kind === "database"
          ? transaction
              .insertInto("database_attachments")
              .values({ ...row, attached_id: target.id })
          : transaction
              .insertInto("connection_attachments")
              .values({ ...row, connection_id: target.id });
      const { numInsertedOrUpdatedRows } = await insert
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows !== 0n;
    });
  }

  /** In order of attaching. What expired or is being deleted is not attached any more. */
  async list(databaseId: string): Promise<readonly Attachment[]> {
    const databases = await this.#listDatabases(databaseId);
    const connections = this.#known.areThere ? await this.#listConnections(databaseId) : [];
    if (connections.length === 0) return databases.map(({ attachment }) => attachment);
    return [...databases, ...connections].toSorted(compareAge).map(({ attachment }) => attachment);
  }

  /** Returns false when there was none. */
  async remove(databaseId: string, { kind, id }: AttachTarget): Promise<boolean> {
    const deletion =
      kind === "database"
        ? this.#metastore.deleteFrom("database_attachments").where("attached_id", "=", id)
        : this.#metastore.deleteFrom("connection_attachments").where("connection_id", "=", id);
    const { numDeletedRows } = await deletion
      .where("database_id", "=", databaseId)
      .executeTakeFirstOrThrow();
    return numDeletedRows !== 0n;
  }

  async #listDatabases(databaseId: string): Promise<DatedAttachment[]> {
    const rows = await this.#metastore
      .selectFrom("database_attachments")
      .innerJoin("databases", "databases.id", "database_attachments.attached_id")
      .select([
        "databases.id",
        "databases.connection_id",
        "databases.default_schema",
        "alias",
        "database_attachments.created_at as createdAt",
      ])
      .where("database_attachments.database_id", "=", databaseId)
      .where(isLiveDatabase())
      .orderBy("database_attachments.created_at")
      .orderBy("alias")
      .execute();
    return rows.map((row) => ({
      createdAt: row.createdAt,
      attachment: {
        databaseId: row.id,
        connectionId: row.connection_id,
        alias: row.alias,
        defaultSchema: row.default_schema,
      },
    }));
  }

  async #listConnections(databaseId: string): Promise<DatedAttachment[]> {
    const rows = await this.#metastore
      .selectFrom("connection_attachments")
      .innerJoin("connections", "connections.id", "connection_attachments.connection_id")
      .selectAll("connections")
      .select(["alias", "connection_attachments.created_at as createdAt"])
      .where("connection_attachments.database_id", "=", databaseId)
      .where("connections.state", "=", "active")
      .orderBy("connection_attachments.created_at")
      .orderBy("alias")
      .execute();
    return rows.map(({ alias, createdAt, ...row }) => ({
      createdAt,
      attachment: { alias, ...connectionCatalog(connectionOf(row)) },
    }));
  }
}

async function isAliasTaken(
  transaction: Transaction<MetastoreTables>,
  databaseId: string,
  alias: string,
): Promise<boolean> {
  for (const table of ["database_attachments", "connection_attachments"] as const) {
    const row = await transaction
      .selectFrom(table)
      .select("alias")
      .where("database_id", "=", databaseId)
      .where("alias", "=", alias)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

function compareAge(left: DatedAttachment, right: DatedAttachment): number {
  if (left.createdAt !== right.createdAt) return left.createdAt < right.createdAt ? -1 : 1;
  return left.attachment.alias < right.attachment.alias ? -1 : 1;
}
