import { ColumnProfileDetail } from "@hotdata/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { TableProfile } from "../engine/table-profile.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

/** A table of a database, its names in lower case; or a copy, which is one of its connection's id. */
export interface ProfiledTable {
  readonly databaseId: string;
  readonly schema: string;
  readonly table: string;
}

const StoredProfile = z.object({
  rowCount: z.int(),
  columns: z.array(
    z.object({
      nullCount: z.int(),
      cardinality: z.int(),
      detail: ColumnProfileDetail.nullable(),
    }),
  ),
});

/** A profile that is larger is computed anew each time. */
const MAX_STORED_BYTES = 8 * 1_024 ** 2;

/** The newest profile of each table; they go with their tables. */
export class ProfileStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Undefined when there is none of this version. */
  async find(table: ProfiledTable, version: string): Promise<TableProfile | undefined> {
    const row = await this.#metastore
      .selectFrom("table_profiles")
      .select("profile_json")
      .where("database_id", "=", table.databaseId)
      .where("schema_name", "=", table.schema)
      .where("table_name", "=", table.table)
      .where("version", "=", version)
      .executeTakeFirst();
    // One that another version of the server wrote in another shape counts as none.
    return row && StoredProfile.safeParse(JSON.parse(row.profile_json)).data;
  }

  /** Nothing is kept for a database that was deleted meanwhile, nor for a copy that was purged. */
  async put(table: ProfiledTable, version: string, profile: TableProfile): Promise<void> {
    const text = JSON.stringify(profile);
    if (text.length > MAX_STORED_BYTES) return;
    const { databaseId, schema, table: name } = table;
    const row = [
      sql<string>`${databaseId}`.as("database_id"),
      sql<string>`${schema}`.as("schema_name"),
      sql<string>`${name}`.as("table_name"),
      sql<string>`${version}`.as("version"),
      sql<string>`${text}`.as("profile_json"),
    ] as const;
    const managed = this.#metastore
      .selectFrom("databases")
      .select(row)
      .where("id", "=", databaseId);
    const copy = this.#metastore
      .selectFrom("connection_tables")
      .select(row)
      .where("connection_id", "=", databaseId)
      .where(sql`lower(schema_name)`, "=", schema)
      .where(sql`lower(table_name)`, "=", name)
      .where("synced_at", "is not", null);
    await this.#metastore
      .insertInto("table_profiles")
      .columns(["database_id", "schema_name", "table_name", "version", "profile_json"])
      .expression(managed.unionAll(copy))
      .onConflict((conflict) =>
        conflict
          .columns(["database_id", "schema_name", "table_name"])
          .doUpdateSet({ version, profile_json: text }),
      )
      .execute();
  }

  async remove({ databaseId, schema, table }: ProfiledTable): Promise<void> {
    await this.#metastore
      .deleteFrom("table_profiles")
      .where("database_id", "=", databaseId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .execute();
  }
}
