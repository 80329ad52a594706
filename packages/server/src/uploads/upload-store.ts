import type { Kysely, Selectable } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { UploadStatus, UploadTables } from "../metastore/tables/upload-tables.ts";
import type { UploadFilter } from "./shown-status.ts";
import type { Upload, UploadOwner } from "./upload.ts";

/** Rows read at once while listing. */
const LIST_BATCH = 500;

/** Uploads in the metastore. */
export class UploadStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert(uploads: readonly Upload[]): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      for (const upload of uploads) {
        await transaction.insertInto("uploads").values(newRow(upload)).execute();
      }
    });
  }

  async find(
    workspaceId: string,
    uploadId: string,
    handle: Kysely<MetastoreTables> = this.#metastore,
  ): Promise<Upload | undefined> {
    const row = await handle
      .selectFrom("uploads")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", uploadId)
      .executeTakeFirst();
    return row && uploadOf(row);
  }

  /** Whatever workspace it is of: for requests that a signed address authorises. */
  async findAnywhere(uploadId: string): Promise<Upload | undefined> {
    const row = await this.#metastore
      .selectFrom("uploads")
      .selectAll()
      .where("id", "=", uploadId)
      .executeTakeFirst();
    return row && uploadOf(row);
  }

  /** Newest first; read as far as the caller goes. */
  async *list(owner: UploadOwner, filters: readonly UploadFilter[]): AsyncGenerator<Upload> {
    const { workspaceId, databaseId } = owner;
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const rows = await this.#metastore
        .selectFrom("uploads")
        .selectAll()
        .where("workspace_id", "=", workspaceId)
        .$if(databaseId !== undefined, (all) => all.where("database_id", "=", databaseId ?? ""))
        .where("seq", "<", before)
        .where(({ eb, or }) =>
          or(
            filters.map(({ modes, statuses }) =>
              eb("mode", "in", modes).and("status", "in", statuses),
            ),
          ),
        )
        .orderBy("seq", "desc")
        .limit(LIST_BATCH)
        .execute();
      yield* rows.map(uploadOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < LIST_BATCH) return;
      before = last.seq;
    }
  }

  /** Returns false, changing nothing, unless the upload is in the status `from`. */
  async move(
    uploadId: string,
    from: UploadStatus,
    to: UploadStatus,
    handle: Kysely<MetastoreTables> = this.#metastore,
  ): Promise<boolean> {
    const { numUpdatedRows } = await handle
      .updateTable("uploads")
      .set({ status: to })
      .where("id", "=", uploadId)
      .where("status", "=", from)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** Ends a session: from now on the upload can be loaded. */
  async complete(uploadId: string, sizeBytes: number): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("upload_parts").where("upload_id", "=", uploadId).execute();
      await transaction
        .updateTable("uploads")
        .set({ status: "pending", size_bytes: sizeBytes, expires_at: null })
        .where("id", "=", uploadId)
        .execute();
    });
  }

  /** Undoes what a crash interrupted: claims that no load knows, sessions being put together. */
  async releaseInterrupted(): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("uploads")
        .set({ status: "pending" })
        .where("status", "=", "processing")
        .where("id", "not in", ({ selectFrom }) => selectFrom("load_uploads").select("upload_id"))
        .execute();
      await transaction
        .updateTable("uploads")
        .set({ status: "open" })
        .where("status", "=", "finalizing")
        .execute();
    });
  }

  async listExpired(limit: number): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("uploads")
      .select("id")
      .where("status", "=", "open")
      .where("expires_at", "<=", new Date().toISOString())
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Ids of uploads whose bytes are still needed. */
  async listKept(): Promise<ReadonlySet<string>> {
    const rows = await this.#metastore
      .selectFrom("uploads")
      .select("id")
      .where("status", "<>", "consumed")
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  async listIds(workspaceId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("uploads")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Returns false, changing nothing, unless the session is still open. */
  async removeOpen(uploadId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("uploads")
      .where("id", "=", uploadId)
      .where("status", "=", "open")
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }

  async remove(uploadId: string): Promise<void> {
    await this.#metastore.deleteFrom("uploads").where("id", "=", uploadId).execute();
  }
}

function newRow(upload: Upload) {
  return {
    id: upload.id,
    workspace_id: upload.workspaceId,
    database_id: upload.databaseId ?? null,
    mode: upload.mode,
    status: upload.status,
    size_bytes: upload.sizeBytes ?? null,
    declared_size_bytes: upload.declaredSizeBytes ?? null,
    part_size_bytes: upload.partSizeBytes ?? null,
    content_type: upload.contentType ?? null,
    content_encoding: upload.contentEncoding ?? null,
    filename: upload.filename ?? null,
    checksum_sha256: upload.checksumSha256 ?? null,
    finalize_token_hash: upload.finalizeTokenHash ?? null,
    expires_at: upload.expiresAt?.toISOString() ?? null,
    created_at: upload.createdAt.toISOString(),
  };
}

function uploadOf(row: Selectable<UploadTables["uploads"]>): Upload {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    databaseId: row.database_id ?? undefined,
    mode: row.mode,
    status: row.status,
    sizeBytes: row.size_bytes ?? undefined,
    declaredSizeBytes: row.declared_size_bytes ?? undefined,
    partSizeBytes: row.part_size_bytes ?? undefined,
    contentType: row.content_type ?? undefined,
    contentEncoding: row.content_encoding ?? undefined,
    filename: row.filename ?? undefined,
    checksumSha256: row.checksum_sha256 ?? undefined,
    finalizeTokenHash: row.finalize_token_hash ?? undefined,
    expiresAt: row.expires_at === null ? undefined : new Date(row.expires_at),
    createdAt: new Date(row.created_at),
  };
}
