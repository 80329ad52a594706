import type { Selectable } from "kysely";
import { DatabaseNotFoundError, type Lake } from "../../lake/lake.ts";
import type { Metastore } from "../../metastore/open-metastore.ts";
import type { CopyTables } from "../../metastore/tables/copy-tables.ts";
import type { SourceTableName } from "../connection.ts";

type CommitRow = Selectable<CopyTables["copy_commits"]>;

/** A copy whose rows are about to be published, and what is then true of it. */
export interface CopyCommit extends SourceTableName {
  readonly connectionId: string;
  readonly loadId: string;
  readonly syncedAt: Date;
  readonly cursorColumn: string | undefined;
  readonly cursorValue: string | undefined;
  /** Of the connection, when its rows began to be read. */
  readonly revision: number | undefined;
}

/**
 * Rows are published in one database and what is known of them in another. This keeps the two
 * together: a commit is noted first, and at the latest before the next copy it is found out whether
 * it happened. Without that, rows read by a cursor could be added twice.
 */
export class CopyCommitStore {
  readonly #metastore: Metastore;
  readonly #lake: Pick<Lake, "findCommit">;

  constructor(metastore: Metastore, lake: Pick<Lake, "findCommit">) {
    this.#metastore = metastore;
    this.#lake = lake;
  }

  async begin(commit: CopyCommit): Promise<void> {
    const changes = {
      load_id: commit.loadId,
      synced_at: commit.syncedAt.toISOString(),
      cursor_column: commit.cursorColumn ?? null,
      cursor_value: commit.cursorValue ?? null,
      revision: commit.revision ?? null,
    };
    await this.#metastore
      .insertInto("copy_commits")
      .values({
        connection_id: commit.connectionId,
        schema_name: commit.schema,
        table_name: commit.table,
        ...changes,
      })
      .onConflict((conflict) =>
        conflict.columns(["connection_id", "schema_name", "table_name"]).doUpdateSet(changes),
      )
      .execute();
  }

  /** The rows are there: what is known of the copy is so from now on. */
  async finish(commit: CopyCommit): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      const connection = await transaction
        .selectFrom("connections")
        .select("revision")
        .where("id", "=", commit.connectionId)
        .executeTakeFirst();
      // Rows of another source could not be told from new ones.
      const isSameSource = connection?.revision === commit.revision;
      await transaction
        .updateTable("connection_tables")
        .set((row) => ({
          synced_at: commit.syncedAt.toISOString(),
          // A cursor that was set meanwhile begins anew.
          cursor_value: row
            .case()
            .when("cursor_column", "is", commit.cursorColumn ?? null)
            .then(isSameSource ? (commit.cursorValue ?? null) : null)
            .else(null)
            .end(),
        }))
        .where("connection_id", "=", commit.connectionId)
        .where("schema_name", "=", commit.schema)
        .where("table_name", "=", commit.table)
        .execute();
      await transaction.deleteFrom("copy_commits").where("load_id", "=", commit.loadId).execute();
      // Its parts belong to the copy now: another one must not take the same files.
      await transaction
        .deleteFrom("cut_copies")
        .where("connection_id", "=", commit.connectionId)
        .where("schema_name", "=", commit.schema)
        .where("table_name", "=", commit.table)
        .execute();
    });
  }

  /** Finds out what became of the table's last commit, where that is still open. */
  async settle(connectionId: string, { schema, table }: SourceTableName): Promise<void> {
    const row = await this.#open()
      .where("connection_id", "=", connectionId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .executeTakeFirst();
    if (row !== undefined) await this.#settle(row);
  }

  async settleAll(): Promise<void> {
    for (const row of await this.#open().execute()) await this.#settle(row);
  }

  /** A dropped copy has no commit that could still count. */
  async forget(connectionId: string, { schema, table }: SourceTableName): Promise<void> {
    await this.#metastore
      .deleteFrom("copy_commits")
      .where("connection_id", "=", connectionId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .execute();
  }

  #open() {
    return this.#metastore.selectFrom("copy_commits").selectAll();
  }

  async #settle(row: CommitRow): Promise<void> {
    const { connection_id: connectionId, schema_name: schema, table_name: table } = row;
    if (!(await this.#isCommitted(row))) return this.forget(connectionId, { schema, table });
    await this.finish({
      connectionId,
      schema,
      table,
      loadId: row.load_id,
      syncedAt: new Date(row.synced_at),
      cursorColumn: row.cursor_column ?? undefined,
      cursorValue: row.cursor_value ?? undefined,
      revision: row.revision ?? undefined,
    });
  }

  async #isCommitted({ connection_id: connectionId, load_id: loadId }: CommitRow) {
    try {
      return (await this.#lake.findCommit(connectionId, loadId)) !== undefined;
    } catch (error) {
      if (error instanceof DatabaseNotFoundError) return false;
      throw error;
    }
  }
}
