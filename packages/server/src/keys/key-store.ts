import type { Selectable } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { KeyTables } from "../metastore/tables/key-tables.ts";
import type { Key } from "./key.ts";

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

  #select() {
    return this.#metastore.selectFrom("api_keys").selectAll();
  }
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
