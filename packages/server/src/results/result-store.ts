import type { Selectable, Transaction } from "kysely";
import type { ResultColumn } from "../engine/engine.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { ResultsTable } from "../metastore/tables/query-tables.ts";
import { parseStoredColumns } from "./stored-columns.ts";

export interface ResultScope {
  readonly workspaceId: string;
  readonly databaseId: string | undefined;
  /** Beside those of the database, results of queries that named none. */
  readonly withUnscoped?: boolean;
}

export interface ReadyResult {
  readonly status: "ready";
  readonly id: string;
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** Size as it is kept. */
  readonly sizeBytes: number;
  /** Undefined when the rows are in the result's file. */
  readonly data: SmallData | undefined;
}

/** A small result: a Parquet file, or UTF-8 of the engine's `CellTexts`. */
export interface SmallData {
  readonly format: "parquet" | "cells";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type StoredResult =
  | ReadyResult
  | { readonly status: "processing"; readonly id: string }
  | { readonly status: "failed"; readonly id: string; readonly errorMessage: string };

export interface NewResult {
  readonly id: string;
  readonly workspaceId: string;
  readonly databaseId: string | undefined;
  readonly createdAt: string;
}

export interface ResultContents {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly data: SmallData | undefined;
}

/** Results deleted by one statement. */
const EXPIRY_BATCH = 200;

/** What is known of every stored result; small ones with their bytes. */
export class ResultStore {
  readonly #metastore: Metastore;
  readonly #retentionMs: number | undefined;

  /** @param retentionMs how long results stay after they are ready; undefined: for ever */
  constructor(metastore: Metastore, retentionMs: number | undefined) {
    this.#metastore = metastore;
    this.#retentionMs = retentionMs;
  }

  async putProcessing(result: NewResult): Promise<void> {
    await this.#metastore
      .insertInto("results")
      .values({ ...newRow(result), status: "processing" })
      .execute();
  }

  async putReady(
    transaction: Transaction<MetastoreTables>,
    result: NewResult,
    contents: ResultContents,
  ): Promise<void> {
    const ready = {
      status: "ready" as const,
      columns_json: JSON.stringify(contents.columns),
      row_count: contents.rowCount,
      size_bytes: contents.sizeBytes,
      ...dataRow(contents.data),
      settled_at: new Date().toISOString(),
    };
    await transaction
      .insertInto("results")
      .values({ ...newRow(result), ...ready })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(ready))
      .execute();
  }

  /** Keeps the same rows of a small result in another form. */
  async replaceData(id: string, data: SmallData): Promise<void> {
    await this.#metastore
      .updateTable("results")
      .set({ ...dataRow(data), size_bytes: data.bytes.length })
      .where("id", "=", id)
      .execute();
  }

  async putFailed(id: string, errorMessage: string): Promise<void> {
    await this.#metastore
      .updateTable("results")
      .set({ status: "failed", error_message: errorMessage, settled_at: new Date().toISOString() })
      .where("id", "=", id)
      .execute();
  }

  async find(scope: ResultScope, id: string): Promise<StoredResult | undefined> {
    const row = await this.#select(scope).selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? undefined : storedResult(row);
  }

  /** Newest first; asks for one more than the page to see whether there is a further page. */
  list(scope: ResultScope, limit: number, offset: number) {
    return this.#select(scope)
      .select(["id", "status", "created_at", "error_message"])
      .orderBy("seq", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
  }

  async failUnfinished(message: string): Promise<void> {
    await this.#metastore
      .updateTable("results")
      .set({ status: "failed", error_message: message, settled_at: new Date().toISOString() })
      .where("status", "=", "processing")
      .execute();
  }

  /** Ids of those among the given results that are stored in a file. */
  async listInFiles(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.#metastore
      .selectFrom("results")
      .select("id")
      .where("id", "in", ids)
      .where("status", "=", "ready")
      .where("data", "is", null)
      .execute();
    return new Set(rows.map((row) => row.id));
  }

  /** Deletes some of the results whose time is over, and returns their ids; none: all are gone. */
  async deleteExpired(): Promise<readonly string[]> {
    const before = this.#oldestKept();
    if (before === undefined) return [];
    const rows = await this.#metastore
      .deleteFrom("results")
      .where("id", "in", (query) =>
        query
          .selectFrom("results")
          .select("id")
          .where("settled_at", "<", before)
          .orderBy("settled_at")
          .limit(EXPIRY_BATCH),
      )
      .returning("id")
      .execute();
    return rows.map((row) => row.id);
  }

  /** Returns the ids of the results that were there. */
  async deleteOfDatabase(databaseId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .deleteFrom("results")
      .where("database_id", "=", databaseId)
      .returning("id")
      .execute();
    return rows.map((row) => row.id);
  }

  async deleteOfWorkspace(workspaceId: string): Promise<readonly string[]> {
    const rows = await this.#metastore
      .deleteFrom("results")
      .where("workspace_id", "=", workspaceId)
      .returning("id")
      .execute();
    return rows.map((row) => row.id);
  }

  /** Expired results are not found any more, whether or not they are deleted yet. */
  #select(scope: ResultScope) {
    const { workspaceId, databaseId, withUnscoped } = scope;
    const oldest = this.#oldestKept();
    let query = this.#metastore.selectFrom("results").where("workspace_id", "=", workspaceId);
    if (oldest !== undefined) {
      query = query.where(({ eb, or }) =>
        or([eb("settled_at", "is", null), eb("settled_at", ">=", oldest)]),
      );
    }
    if (databaseId === undefined) return query;
    return withUnscoped === true
      ? query.where(({ eb, or }) =>
          or([eb("database_id", "=", databaseId), eb("database_id", "is", null)]),
        )
      : query.where("database_id", "=", databaseId);
  }

  #oldestKept(): string | undefined {
    if (this.#retentionMs === undefined) return undefined;
    return new Date(Date.now() - this.#retentionMs).toISOString();
  }
}

function newRow(result: NewResult) {
  return {
    id: result.id,
    workspace_id: result.workspaceId,
    database_id: result.databaseId ?? null,
    created_at: result.createdAt,
    columns_json: null,
    row_count: null,
    size_bytes: null,
    ...dataRow(undefined),
    error_message: null,
    settled_at: null,
  };
}

function dataRow(data: SmallData | undefined) {
  if (data === undefined) return { data: null, data_format: null };
  return { data: data.bytes, data_format: data.format === "cells" ? data.format : null };
}

function storedResult(row: Selectable<ResultsTable>): StoredResult {
  if (row.status === "failed") {
    const errorMessage = row.error_message ?? "the query failed";
    return { status: "failed", id: row.id, errorMessage };
  }
  if (row.status === "processing") return { status: "processing", id: row.id };
  return {
    status: "ready",
    id: row.id,
    columns: parseStoredColumns(row.columns_json ?? "[]"),
    rowCount: row.row_count ?? 0,
    sizeBytes: row.size_bytes ?? 0,
    data: row.data === null ? undefined : { format: row.data_format ?? "parquet", bytes: row.data },
  };
}
