import type { Kysely } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { KeyProof } from "./master-key.ts";

/** Keeps which key the secrets are encrypted with. */
export class KeyProofStore {
  readonly #metastore: Kysely<MetastoreTables>;

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  /** Undefined before the first start. */
  find(): Promise<KeyProof | undefined> {
    return this.#metastore.selectFrom("secret_key").select(["version", "proof"]).executeTakeFirst();
  }

  async set({ version, proof }: KeyProof): Promise<void> {
    const row = { version, proof, since: new Date().toISOString() };
    await this.#metastore
      .insertInto("secret_key")
      .values({ only: 1, ...row })
      .onConflict((conflict) => conflict.column("only").doUpdateSet(row))
      .execute();
  }
}
