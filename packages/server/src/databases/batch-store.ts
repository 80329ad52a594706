import { TablePartitionKey, TableSortKey } from "@hotdata/contract";
import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { DatabaseTables } from "../metastore/tables/database-tables.ts";
import type { Batch, NewBatch } from "./batch.ts";

export type NewBatchRow = NewBatch & Pick<Batch, "id" | "jobId">;

const schemasModel = z.array(
  z.object({
    name: z.string(),
    tables: z.array(
      z.object({
        name: z.string(),
        key: z
          .array(z.string())
          .optional()
          .transform((key) => key),
        partitionBy: z.array(TablePartitionKey),
        sortedBy: z.array(TableSortKey),
      }),
    ),
  }),
);

/** Batches in the metastore. */
export class BatchStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Runs in one transaction; use its handle only. */
  transact<T>(work: (handle: Kysely<MetastoreTables>) => Promise<T>): Promise<T> {
    return this.#metastore.transaction().execute(work);
  }

  async insert(batch: NewBatchRow, handle: Kysely<MetastoreTables>): Promise<void> {
    await handle
      .insertInto("database_batches")
      .values({
        id: batch.id,
        workspace_id: batch.workspaceId,
        job_id: batch.jobId,
        count: batch.count,
        next_index: 0,
        name_template: batch.nameTemplate ?? null,
        default_catalog: batch.defaultCatalog ?? null,
        default_schema: batch.defaultSchema ?? null,
        schemas_json: JSON.stringify(batch.schemas),
        expires_at: batch.expiresAt?.toISOString() ?? null,
        idempotency_key: batch.idempotencyKey ?? null,
        cancel_requested: 0,
        created_at: new Date().toISOString(),
      })
      .execute();
  }

  async find(id: string): Promise<Batch | undefined> {
    const row = await this.#metastore
      .selectFrom("database_batches")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row && batchOf(row);
  }

  async findByKey(
    workspaceId: string,
    idempotencyKey: string,
    handle: Kysely<MetastoreTables>,
  ): Promise<Batch | undefined> {
    const row = await handle
      .selectFrom("database_batches")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("idempotency_key", "=", idempotencyKey)
      .executeTakeFirst();
    return row && batchOf(row);
  }

  /** Shows databases that were made, and counts them, together. */
  async activate(batchId: string, databaseIds: readonly string[]): Promise<void> {
    await this.transact(async (handle) => {
      await handle
        .updateTable("databases")
        .set({ state: "active" })
        .where("id", "in", databaseIds)
        .execute();
      await handle
        .updateTable("database_batches")
        .set(({ eb }) => ({ next_index: eb("next_index", "+", databaseIds.length) }))
        .where("id", "=", batchId)
        .execute();
    });
  }

  /** Databases of a batch in whatever state. */
  async listDatabaseIds(batchId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("databases")
      .select("id")
      .where("batch_id", "=", batchId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** No more databases are made; those that are there go at the next start, if not before. */
  async cancel(batchId: string): Promise<void> {
    await this.transact(async (handle) => {
      await handle
        .updateTable("database_batches")
        .set({ cancel_requested: 1 })
        .where("id", "=", batchId)
        .execute();
      await handle
        .updateTable("databases")
        .set({ state: "deleting" })
        .where("batch_id", "=", batchId)
        .execute();
    });
  }

  async remove(batchId: string): Promise<void> {
    await this.#metastore.deleteFrom("database_batches").where("id", "=", batchId).execute();
  }
}

function batchOf(row: Selectable<DatabaseTables["database_batches"]>): Batch {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    jobId: row.job_id,
    count: row.count,
    createdCount: row.next_index,
    nameTemplate: row.name_template ?? undefined,
    defaultCatalog: row.default_catalog ?? undefined,
    defaultSchema: row.default_schema ?? undefined,
    schemas: schemasModel.parse(JSON.parse(row.schemas_json)),
    expiresAt: row.expires_at === null ? undefined : new Date(row.expires_at),
    isCancelled: row.cancel_requested === 1,
  };
}
