import type { WorkspaceStorageUsage } from "@hotdata/contract";
import { sql } from "kysely";
import { DatabaseNotFoundError } from "../lake/lake.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

export interface StorageUsageParts {
  readonly metastore: Metastore;
  /** Bytes of a database's files. */
  readonly sizeOfDatabase: (databaseId: string) => Promise<number>;
  /** Those of connections, too, under whose ids copies of outside tables are kept. */
  readonly listDatabaseIds: (workspaceId: string) => Promise<readonly string[]>;
}

/** Measures what workspaces hold. */
export class StorageUsage {
  readonly #parts: StorageUsageParts;
  /** Sizes of databases that have not changed since they were measured. */
  readonly #sizes = new Map<string, number>();
  #changes = 0;

  constructor(parts: StorageUsageParts) {
    this.#parts = parts;
  }

  /** To be called when files of a database come or go. */
  forget(databaseId: string): void {
    this.#changes += 1;
    this.#sizes.delete(databaseId);
  }

  async measure(workspaceId: string): Promise<WorkspaceStorageUsage> {
    return {
      data_bytes: await this.dataBytes(workspaceId),
      result_bytes: await this.resultBytes(workspaceId),
      upload_bytes: await this.uploadBytes(workspaceId),
    };
  }

  async dataBytes(workspaceId: string): Promise<number> {
    let sum = (await this.#datasetBytes(workspaceId)) + (await this.#indexBytes(workspaceId));
    sum += await this.#cutCopyBytes(workspaceId);
    for (const id of await this.#parts.listDatabaseIds(workspaceId)) {
      sum += this.#sizes.get(id) ?? (await this.#measureDatabase(id));
    }
    return sum;
  }

  async #measureDatabase(databaseId: string): Promise<number> {
    const changes = this.#changes;
    const sizeBytes = await this.#parts.sizeOfDatabase(databaseId).catch(zeroWithoutCatalog);
    // What changed meanwhile may be missing in it.
    if (changes === this.#changes) this.#sizes.set(databaseId, sizeBytes);
    return sizeBytes;
  }

  /** Of every version of every dataset. */
  async #datasetBytes(workspaceId: string): Promise<number> {
    const row = await this.#parts.metastore
      .selectFrom("dataset_versions")
      .select(sql<number>`coalesce(sum(size_bytes), 0)`.as("bytes"))
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    return row.bytes;
  }

  /** Of indexes, as they were when they were last brought up to date. */
  async #indexBytes(workspaceId: string): Promise<number> {
    const row = await this.#parts.metastore
      .selectFrom("table_indexes")
      .select(sql<number>`coalesce(sum(size_bytes), 0)`.as("bytes"))
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    return row.bytes;
  }

  /** Of parts that were copied already. */
  async #cutCopyBytes(workspaceId: string): Promise<number> {
    const row = await this.#parts.metastore
      .selectFrom("cut_copy_parts")
      .innerJoin("cut_copies", "cut_copies.id", "cut_copy_parts.copy_id")
      .innerJoin("connections", "connections.id", "cut_copies.connection_id")
      .select(sql<number>`coalesce(sum(cut_copy_parts.size_bytes), 0)`.as("bytes"))
      .where("connections.workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    return row.bytes;
  }

  async resultBytes(workspaceId: string): Promise<number> {
    const row = await this.#parts.metastore
      .selectFrom("results")
      .select(sql<number>`coalesce(sum(size_bytes), 0)`.as("bytes"))
      .where("workspace_id", "=", workspaceId)
      .where("status", "=", "ready")
      .executeTakeFirstOrThrow();
    return row.bytes;
  }

  /** A session counts with the size that it declared. */
  async uploadBytes(workspaceId: string): Promise<number> {
    const row = await this.#parts.metastore
      .selectFrom("uploads")
      .select(sql<number>`coalesce(sum(coalesce(size_bytes, declared_size_bytes)), 0)`.as("bytes"))
      .where("workspace_id", "=", workspaceId)
      .where("status", "<>", "consumed")
      .executeTakeFirstOrThrow();
    return row.bytes;
  }
}

/** Of a connection from which nothing was copied, and of a database that was deleted meanwhile. */
function zeroWithoutCatalog(error: unknown): number {
  if (error instanceof DatabaseNotFoundError) return 0;
  throw error;
}
