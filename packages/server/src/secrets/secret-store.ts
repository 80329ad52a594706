import type { Kysely, Selectable } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { SecretTables } from "../metastore/tables/secret-tables.ts";
import type { SealedSecret, SecretIdentity } from "./secret-envelope.ts";
import type { Secret, SecretRef } from "./secret.ts";

export interface StoredSecret {
  readonly secret: Secret;
  readonly sealed: SealedSecret;
}

const SHOWN = ["id", "workspace_id", "name", "made_by", "created_at", "updated_at"] as const;

/** Secrets in the metastore; their values are encrypted before they come here. */
export class SecretStore {
  readonly #metastore: Kysely<MetastoreTables>;

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  /** Sorted by name. */
  async list(workspaceId: string): Promise<readonly Secret[]> {
    const rows = await this.#metastore
      .selectFrom("secrets")
      .select(SHOWN)
      .where("workspace_id", "=", workspaceId)
      .orderBy("name")
      .execute();
    return rows.map(secretOf);
  }

  async find(workspaceId: string, ref: SecretRef): Promise<StoredSecret | undefined> {
    const query = this.#metastore
      .selectFrom("secrets")
      .selectAll()
      .where("workspace_id", "=", workspaceId);
    const row = await (
      "id" in ref
        ? query.where("id", "=", ref.id)
        : query.where("name", "=", ref.name.toLowerCase())
    ).executeTakeFirst();
    if (row === undefined) return undefined;
    const { wrapped_key: wrappedKey, sealed_value: sealedValue } = row;
    return { secret: secretOf(row), sealed: { wrappedKey, sealedValue } };
  }

  /** Undefined when the name is taken. */
  async insert(
    { id, workspaceId, name }: SecretIdentity,
    { wrappedKey, sealedValue }: SealedSecret,
    madeBy: string | null,
  ): Promise<Secret | undefined> {
    const now = new Date().toISOString();
    const row = await this.#metastore
      .insertInto("secrets")
      .values({
        id,
        workspace_id: workspaceId,
        name,
        made_by: madeBy,
        wrapped_key: wrappedKey,
        sealed_value: sealedValue,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.columns(["workspace_id", "name"]).doNothing())
      .returning(SHOWN)
      .executeTakeFirst();
    return row && secretOf(row);
  }

  /** Undefined when it is gone. */
  async update(id: string, { wrappedKey, sealedValue }: SealedSecret): Promise<Secret | undefined> {
    const row = await this.#metastore
      .updateTable("secrets")
      .set({
        wrapped_key: wrappedKey,
        sealed_value: sealedValue,
        updated_at: new Date().toISOString(),
      })
      .where("id", "=", id)
      .returning(SHOWN)
      .executeTakeFirst();
    return row && secretOf(row);
  }

  async remove(workspaceId: string, ref: SecretRef): Promise<boolean> {
    const query = this.#metastore.deleteFrom("secrets").where("workspace_id", "=", workspaceId);
    const { numDeletedRows } = await (
      "id" in ref
        ? query.where("id", "=", ref.id)
        : query.where("name", "=", ref.name.toLowerCase())
    ).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async removeMadeBy(resourceId: string): Promise<void> {
    await this.#metastore.deleteFrom("secrets").where("made_by", "=", resourceId).execute();
  }

  async hasAny(): Promise<boolean> {
    const row = await this.#metastore.selectFrom("secrets").select("id").executeTakeFirst();
    return row !== undefined;
  }
}

type SecretRow = Selectable<SecretTables["secrets"]>;

function secretOf(row: Pick<SecretRow, (typeof SHOWN)[number]>): Secret {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    madeBy: row.made_by ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
