import type { DatabaseContextEntry } from "@hotdata/contract";
import type { Metastore } from "../metastore/open-metastore.ts";

/** Texts kept with databases; they go with their database. */
export class ContextStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Sorted by name. */
  list(databaseId: string): Promise<DatabaseContextEntry[]> {
    return this.#select(databaseId).orderBy("name").execute();
  }

  find(databaseId: string, name: string): Promise<DatabaseContextEntry | undefined> {
    return this.#select(databaseId).where("name", "=", name).executeTakeFirst();
  }

  async put(databaseId: string, entry: DatabaseContextEntry): Promise<void> {
    const { content, updated_at } = entry;
    await this.#metastore
      .insertInto("database_contexts")
      .values({ database_id: databaseId, ...entry })
      .onConflict((conflict) =>
        conflict.columns(["database_id", "name"]).doUpdateSet({ content, updated_at }),
      )
      .execute();
  }

  /** Returns false when there was none. */
  async remove(databaseId: string, name: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("database_contexts")
      .where("database_id", "=", databaseId)
      .where("name", "=", name)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Gives a fork the texts of its source. */
  async copyAll(fromDatabaseId: string, toDatabaseId: string): Promise<void> {
    for (const entry of await this.list(fromDatabaseId)) await this.put(toDatabaseId, entry);
  }

  #select(databaseId: string) {
    return this.#metastore
      .selectFrom("database_contexts")
      .select(["name", "content", "updated_at"])
      .where("database_id", "=", databaseId);
  }
}
