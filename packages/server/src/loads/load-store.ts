import { LoadManagedTableResponse } from "@hotdata/contract";
import type { Metastore } from "../metastore/open-metastore.ts";

/** A load that is done, with the answer it got. */
export interface LoadRecord {
  readonly databaseId: string;
  readonly schema: string;
  readonly table: string;
  readonly mode: string;
  readonly response: LoadManagedTableResponse;
}

/** The answers of finished loads, by upload. */
export class LoadStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async put(uploadId: string, record: LoadRecord): Promise<void> {
    await this.#metastore
      .insertInto("loads")
      .values({
        upload_id: uploadId,
        database_id: record.databaseId,
        schema_name: record.schema,
        table_name: record.table,
        mode: record.mode,
        response: JSON.stringify(record.response),
        created_at: new Date().toISOString(),
      })
      .execute();
  }

  async find(uploadId: string): Promise<LoadRecord | undefined> {
    const row = await this.#metastore
      .selectFrom("loads")
      .selectAll()
      .where("upload_id", "=", uploadId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return {
      databaseId: row.database_id,
      schema: row.schema_name,
      table: row.table_name,
      mode: row.mode,
      response: LoadManagedTableResponse.parse(JSON.parse(row.response)),
    };
  }
}
