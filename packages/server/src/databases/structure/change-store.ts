import type { Kysely } from "kysely";
import type { MetastoreTables } from "../../metastore/metastore-tables.ts";
import type { Metastore } from "../../metastore/open-metastore.ts";
import { declareChange } from "./declare-change.ts";
import { StructureChange } from "./structure-change.ts";

export interface StoredChange {
  readonly seq: number;
  readonly databaseId: string;
  readonly change: StructureChange;
}

/** Changes that are under way, in the metastore. */
export class ChangeStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert(databaseId: string, change: StructureChange): Promise<StoredChange> {
    const { seq } = await this.#metastore
      .insertInto("structure_changes")
      .values({ database_id: databaseId, change_json: JSON.stringify(change) })
      .returning("seq")
      .executeTakeFirstOrThrow();
    return { seq, databaseId, change };
  }

  /** Oldest first. */
  async list(): Promise<readonly StoredChange[]> {
    const rows = await this.#metastore
      .selectFrom("structure_changes")
      .selectAll()
      .orderBy("seq")
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      databaseId: row.database_id,
      change: StructureChange.parse(JSON.parse(row.change_json)),
    }));
  }

  /** Brings the declarations in step with a catalog that has the change, and forgets the change. */
  async finish(stored: StoredChange): Promise<void> {
    await this.#metastore.transaction().execute(async (transaction) => {
      await declareChange(transaction, stored.databaseId, stored.change);
      await forget(transaction, stored.seq);
    });
  }

  /** Forgets a change that was not made. */
  async remove({ seq }: StoredChange): Promise<void> {
    await forget(this.#metastore, seq);
  }
}

async function forget(handle: Kysely<MetastoreTables>, seq: number): Promise<void> {
  await handle.deleteFrom("structure_changes").where("seq", "=", seq).execute();
}
