import { LoadManagedTableResponse } from "@hotdata/contract";
import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { DatabaseContent } from "../databases/database-content.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { LoadTables } from "../metastore/tables/load-tables.ts";
import type { LoadTarget } from "./load-request.ts";

/** A load that a repeated request must find again. */
export interface StoredLoad {
  readonly id: string;
  readonly target: LoadTarget;
  readonly mode: string;
  readonly key: readonly string[] | undefined;
  readonly uploadIds: readonly string[];
  readonly idempotencyKey: string | undefined;
  readonly requestHash: string;
  /** The request as JSON, when a job does the load. */
  readonly requestJson: string | undefined;
  /** Name under which the rows of the request are kept for the job. */
  readonly dataFile: string | undefined;
  readonly jobId: string | undefined;
  /** Undefined while it is under way. */
  readonly response: LoadManagedTableResponse | undefined;
}

type Handle = Kysely<MetastoreTables>;
type LoadRow = Selectable<LoadTables["loads"]>;

const keyModel = z.array(z.string());

/** Loads under way and done, in the metastore. Steps of a transaction take its handle. */
export class LoadStore implements DatabaseContent {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert(load: StoredLoad, handle: Handle): Promise<void> {
    await handle.insertInto("loads").values(newRow(load)).execute();
    for (const [position, uploadId] of load.uploadIds.entries()) {
      const row = { upload_id: uploadId, load_id: load.id, position };
      await handle.insertInto("load_uploads").values(row).execute();
    }
  }

  async find(id: string, handle: Handle = this.#metastore): Promise<StoredLoad | undefined> {
    const row = await handle
      .selectFrom("loads")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row && this.#loadOf(row, handle);
  }

  async findByKey(
    workspaceId: string,
    idempotencyKey: string,
    handle: Handle,
  ): Promise<StoredLoad | undefined> {
    const row = await handle
      .selectFrom("loads")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("idempotency_key", "=", idempotencyKey)
      .executeTakeFirst();
    return row && this.#loadOf(row, handle);
  }

  /** A load that took any of these uploads. */
  async findByUploads(
    uploadIds: readonly string[],
    handle: Handle,
  ): Promise<StoredLoad | undefined> {
    const row = await handle
      .selectFrom("loads")
      .innerJoin("load_uploads", "load_uploads.load_id", "loads.id")
      .selectAll("loads")
      .where("load_uploads.upload_id", "in", uploadIds)
      .limit(1)
      .executeTakeFirst();
    return row && this.#loadOf(row, handle);
  }

  async putResponse(id: string, response: LoadManagedTableResponse, handle: Handle): Promise<void> {
    await handle
      .updateTable("loads")
      .set({ response: JSON.stringify(response) })
      .where("id", "=", id)
      .execute();
  }

  async remove(id: string, handle: Handle): Promise<void> {
    await handle.deleteFrom("loads").where("id", "=", id).execute();
  }

  async deleteDatabase(databaseId: string): Promise<void> {
    await this.#metastore.deleteFrom("loads").where("database_id", "=", databaseId).execute();
  }

  /** Loads under way that no unfinished job will do. */
  async listAbandoned(): Promise<readonly StoredLoad[]> {
    const rows = await this.#metastore
      .selectFrom("loads")
      .leftJoin("jobs", "jobs.id", "loads.job_id")
      .selectAll("loads")
      .where("loads.response", "is", null)
      .where(({ eb, or }) =>
        or([eb("jobs.id", "is", null), eb("jobs.completed_at", "is not", null)]),
      )
      .execute();
    return Promise.all(rows.map((row) => this.#loadOf(row, this.#metastore)));
  }

  /** Names of kept rows that a job will load. */
  async listDataFiles(): Promise<ReadonlySet<string>> {
    const rows = await this.#metastore
      .selectFrom("loads")
      .select("data_file")
      .where("response", "is", null)
      .execute();
    return new Set(rows.flatMap(({ data_file: name }) => name ?? []));
  }

  async #loadOf(row: LoadRow, handle: Handle): Promise<StoredLoad> {
    const uploads = await handle
      .selectFrom("load_uploads")
      .select("upload_id")
      .where("load_id", "=", row.id)
      .orderBy("position")
      .execute();
    const uploadIds = uploads.map(({ upload_id: uploadId }) => uploadId);
    return { ...storedLoadOf(row), uploadIds };
  }
}

function newRow(load: StoredLoad): LoadRow {
  return {
    id: load.id,
    workspace_id: load.target.workspaceId,
    connection_id: load.target.connectionId,
    database_id: load.target.databaseId,
    schema_name: load.target.schema,
    table_name: load.target.table,
    mode: load.mode,
    key_json: load.key === undefined ? null : JSON.stringify(load.key),
    idempotency_key: load.idempotencyKey ?? null,
    request_hash: load.requestHash,
    request_json: load.requestJson ?? null,
    data_file: load.dataFile ?? null,
    job_id: load.jobId ?? null,
    response: load.response === undefined ? null : JSON.stringify(load.response),
    created_at: new Date().toISOString(),
  };
}

function storedLoadOf(row: LoadRow): Omit<StoredLoad, "uploadIds"> {
  const { response } = row;
  return {
    id: row.id,
    target: {
      workspaceId: row.workspace_id,
      connectionId: row.connection_id,
      databaseId: row.database_id,
      schema: row.schema_name,
      table: row.table_name,
    },
    mode: row.mode,
    key: row.key_json === null ? undefined : keyModel.parse(JSON.parse(row.key_json)),
    idempotencyKey: row.idempotency_key ?? undefined,
    requestHash: row.request_hash,
    requestJson: row.request_json ?? undefined,
    dataFile: row.data_file ?? undefined,
    jobId: row.job_id ?? undefined,
    response: response === null ? undefined : LoadManagedTableResponse.parse(JSON.parse(response)),
  };
}
