import type { Selectable } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { KeyTables } from "../metastore/tables/key-tables.ts";
import type { Principal } from "../http/request-context.ts";

export interface NewKey {
  readonly keyId: string;
  readonly secretHash: string;
  readonly workspaceId: string | undefined;
}

/** API keys, by the hash of the key and by their id. */
export class KeyStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert({ keyId, secretHash, workspaceId }: NewKey): Promise<void> {
    await this.#metastore
      .insertInto("api_keys")
      .values({
        id: keyId,
        secret_hash: secretHash,
        workspace_id: workspaceId ?? null,
        created_at: new Date().toISOString(),
      })
      .execute();
  }

  async findByHash(secretHash: string): Promise<Principal | undefined> {
    const row = await this.#select().where("secret_hash", "=", secretHash).executeTakeFirst();
    return row && principalOf(row);
  }

  async findById(keyId: string): Promise<Principal | undefined> {
    const row = await this.#select().where("id", "=", keyId).executeTakeFirst();
    return row && principalOf(row);
  }

  async hasAny(): Promise<boolean> {
    return (await this.#select().limit(1).executeTakeFirst()) !== undefined;
  }

  #select() {
    return this.#metastore.selectFrom("api_keys").select(["id", "workspace_id"]);
  }
}

function principalOf(
  row: Pick<Selectable<KeyTables["api_keys"]>, "id" | "workspace_id">,
): Principal {
  return { keyId: row.id, workspaceId: row.workspace_id ?? undefined };
}
