import { isLiveDatabase } from "./live-database.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

/** Another database that a database's statements may read. */
export interface Attachment {
  readonly databaseId: string;
  readonly connectionId: string;
  readonly alias: string;
  /** Of the attached database. */
  readonly defaultSchema: string;
}

/** Attachments in the metastore. They go with either of the two databases. */
export class AttachmentStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Returns false when the database is attached already, or the alias is in use. */
  async insert(databaseId: string, attachedId: string, alias: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#metastore
      .insertInto("database_attachments")
      .values({
        database_id: databaseId,
        attached_id: attachedId,
        alias,
        created_at: new Date().toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows !== 0n;
  }

  /** In order of attaching. Databases that expired or are being deleted are not attached any more. */
  async list(databaseId: string): Promise<readonly Attachment[]> {
    const rows = await this.#metastore
      .selectFrom("database_attachments")
      .innerJoin("databases", "databases.id", "database_attachments.attached_id")
      .select(["databases.id", "databases.connection_id", "databases.default_schema", "alias"])
      .where("database_attachments.database_id", "=", databaseId)
      .where(isLiveDatabase())
      .orderBy("database_attachments.created_at")
      .orderBy("alias")
      .execute();
    return rows.map((row) => ({
      databaseId: row.id,
      connectionId: row.connection_id,
      alias: row.alias,
      defaultSchema: row.default_schema,
    }));
  }

  /** Returns false when there was none. */
  async remove(databaseId: string, attachedId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("database_attachments")
      .where("database_id", "=", databaseId)
      .where("attached_id", "=", attachedId)
      .executeTakeFirstOrThrow();
    return numDeletedRows !== 0n;
  }
}
