import type { Kysely } from "kysely";
import { z } from "zod";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { EmbeddingProvider, ProviderConfig } from "./embedding-provider.ts";

export interface NewProviderRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly providerType: EmbeddingProvider["providerType"];
  readonly config: ProviderConfig | null;
}

/** What is undefined stays; a `secretId` of null takes the key away. */
export interface ProviderChanges {
  readonly name?: string | undefined;
  readonly config?: ProviderConfig | undefined;
  readonly secretId?: string | null | undefined;
}

const configModel = z.record(z.string(), z.unknown());

/** Embedding providers that callers recorded. */
export class EmbeddingProviderStore {
  readonly #metastore: Kysely<MetastoreTables>;

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  /** Runs in one transaction; use the given handle and store only. */
  transact<Result>(
    work: (handle: Kysely<MetastoreTables>, store: EmbeddingProviderStore) => Promise<Result>,
  ): Promise<Result> {
    return this.#metastore
      .transaction()
      .execute((handle) => work(handle, new EmbeddingProviderStore(handle)));
  }

  /** Sorted by name. */
  async list(workspaceId: string): Promise<EmbeddingProvider[]> {
    const rows = await this.#select(workspaceId).orderBy("embedding_providers.name").execute();
    return rows.map(providerOf);
  }

  async find(workspaceId: string, id: string): Promise<EmbeddingProvider | undefined> {
    const row = await this.#select(workspaceId)
      .where("embedding_providers.id", "=", id)
      .executeTakeFirst();
    return row && providerOf(row);
  }

  async isNameTaken(workspaceId: string, name: string, exceptId: string): Promise<boolean> {
    const row = await this.#metastore
      .selectFrom("embedding_providers")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("name", "=", name)
      .where("id", "<>", exceptId)
      .executeTakeFirst();
    return row !== undefined;
  }

  async insert({ id, workspaceId, name, providerType, config }: NewProviderRow): Promise<void> {
    const now = new Date().toISOString();
    await this.#metastore
      .insertInto("embedding_providers")
      .values({
        id,
        workspace_id: workspaceId,
        name,
        provider_type: providerType,
        config_json: config === null ? null : JSON.stringify(config),
        secret_id: null,
        created_at: now,
        updated_at: now,
      })
      .execute();
  }

  async update(id: string, { name, config, secretId }: ProviderChanges): Promise<void> {
    await this.#metastore
      .updateTable("embedding_providers")
      .set({
        updated_at: new Date().toISOString(),
        ...(name === undefined ? {} : { name }),
        ...(config === undefined ? {} : { config_json: JSON.stringify(config) }),
        ...(secretId === undefined ? {} : { secret_id: secretId }),
      })
      .where("id", "=", id)
      .execute();
  }

  /** Returns false when there was none. */
  async remove(workspaceId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("embedding_providers")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  #select(workspaceId: string) {
    return this.#metastore
      .selectFrom("embedding_providers")
      .leftJoin("secrets", "secrets.id", "embedding_providers.secret_id")
      .select([
        "embedding_providers.id",
        "embedding_providers.name",
        "provider_type as providerType",
        "config_json",
        "secrets.id as secretId",
        "embedding_providers.created_at as createdAt",
        "embedding_providers.updated_at as updatedAt",
      ])
      .where("embedding_providers.workspace_id", "=", workspaceId);
  }
}

interface Row extends Omit<EmbeddingProvider, "config" | "hasSecret" | "source"> {
  readonly config_json: string | null;
}

function providerOf({ config_json, ...row }: Row): EmbeddingProvider {
  const config = config_json === null ? null : configModel.parse(JSON.parse(config_json));
  return { ...row, config, hasSecret: row.secretId !== null, source: "user" };
}
