import { type Selectable, sql } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { KeyTables } from "../metastore/tables/key-tables.ts";
import type { Key } from "./key.ts";

const LIST_BATCH = 500;

/** API keys, by the hash of the key and by their id. */
export class KeyStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert(key: Key, secretHash: string): Promise<void> {
    await this.#metastore
      .insertInto("api_keys")
      .values({
        id: key.id,
        secret_hash: secretHash,
        last_four: key.lastFour ?? null,
        name: key.name,
        workspace_id: key.workspaceId ?? null,
        database_id: key.databaseId ?? null,
        read_only: key.isReadOnly ? 1 : 0,
        expires_at: key.expiresAt?.toISOString() ?? null,
        rate_limit_per_minute: key.rateLimitPerMinute ?? null,
        created_at: key.createdAt.toISOString(),
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
  }

  async findByHash(secretHash: string): Promise<Key | undefined> {
    const row = await this.#select().where("secret_hash", "=", secretHash).executeTakeFirst();
    return row && keyOf(row);
  }

  async findById(keyId: string): Promise<Key | undefined> {
    const row = await this.#select().where("id", "=", keyId).executeTakeFirst();
    return row && keyOf(row);
  }

  async hasAny(): Promise<boolean> {
    return (await this.#select().limit(1).executeTakeFirst()) !== undefined;
  }

  /** Newest first; read as far as the caller goes. */
  async *list(): AsyncGenerator<Key> {
    for (let offset = 0; ; offset += LIST_BATCH) {
      const rows = await this.#select()
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(LIST_BATCH)
        .offset(offset)
        .execute();
      yield* rows.map(keyOf);
      if (rows.length < LIST_BATCH) return;
    }
  }

  async rename(keyId: string, name: string): Promise<void> {
    await this.#metastore.updateTable("api_keys").set({ name }).where("id", "=", keyId).execute();
  }

  async touch(keyId: string, usedAt: Date): Promise<void> {
    await this.#metastore
      .updateTable("api_keys")
      .set({ last_used_at: usedAt.toISOString() })
      .where("id", "=", keyId)
      .execute();
  }

  /**
   * Ends a key for ever.
   * @param keepsLast refuses, returning false, when no key would be left that can manage the server
   */
  async revoke(keyId: string, keepsLast: boolean): Promise<boolean> {
    const now = new Date().toISOString();
    const { numUpdatedRows } = await this.#metastore
      .updateTable("api_keys")
      .set({ revoked_at: now })
      .where("id", "=", keyId)
      .where("revoked_at", "is", null)
      .$if(keepsLast, (update) => update.where(isNotLastManager(keyId, now)))
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  #select() {
    return this.#metastore.selectFrom("api_keys").selectAll();
  }
}

/** Is this no manager (an account key that works and may write), or is there another one? */
function isNotLastManager(keyId: string, now: string) {
  const isManager = sql`workspace_id IS NULL AND read_only = 0 AND revoked_at IS NULL
    AND (expires_at IS NULL OR expires_at > ${now})`;
  return sql<boolean>`(NOT (${isManager})
    OR EXISTS (SELECT 1 FROM api_keys WHERE id <> ${keyId} AND ${isManager}))`;
}

function keyOf(row: Selectable<KeyTables["api_keys"]>): Key {
  return {
    id: row.id,
    name: row.name,
    lastFour: row.last_four ?? undefined,
    workspaceId: row.workspace_id ?? undefined,
    databaseId: row.database_id ?? undefined,
    isReadOnly: row.read_only === 1,
    expiresAt: dateOf(row.expires_at),
    rateLimitPerMinute: row.rate_limit_per_minute ?? undefined,
    createdAt: new Date(row.created_at),
    lastUsedAt: dateOf(row.last_used_at),
    revokedAt: dateOf(row.revoked_at),
  };
}

function dateOf(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text);
}
