import type { DatabaseContextEntry } from "@hotdata/contract";
import { sql } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";

/** The table of contexts, and its column that tells what they are kept with. */
const TABLES = {
  database: { table: "database_contexts", owner: "database_id" },
  workspace: { table: "workspace_contexts", owner: "workspace_id" },
} as const;

/** Rows read at once while listing; each may carry a long text. */
const LIST_BATCH = 20;

/** Texts kept with databases, or with workspaces; they go with what they are kept with. */
export class ContextStore {
  readonly #metastore: Metastore;
  readonly #table;
  readonly #owner;

  constructor(metastore: Metastore, keptWith: keyof typeof TABLES) {
    const { table, owner } = TABLES[keptWith];
    this.#metastore = metastore;
    this.#table = sql.table(table);
    this.#owner = sql.ref(owner);
  }

  /** Sorted by name; read as far as the caller goes. */
  async *list(ownerId: string): AsyncGenerator<DatabaseContextEntry> {
    let after = "";
    for (;;) {
      const { rows } = await sql<DatabaseContextEntry>`
        SELECT name, content, updated_at FROM ${this.#table}
        WHERE ${this.#owner} = ${ownerId} AND name > ${after}
        ORDER BY name LIMIT ${LIST_BATCH}`.execute(this.#metastore);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < LIST_BATCH) return;
      after = last.name;
    }
  }

  async find(ownerId: string, name: string): Promise<DatabaseContextEntry | undefined> {
    const { rows } = await sql<DatabaseContextEntry>`
      SELECT name, content, updated_at FROM ${this.#table}
      WHERE ${this.#owner} = ${ownerId} AND name = ${name}`.execute(this.#metastore);
    return rows[0];
  }

  async put(ownerId: string, { name, content, updated_at }: DatabaseContextEntry): Promise<void> {
    await sql`
      INSERT INTO ${this.#table} (${this.#owner}, name, content, updated_at)
      VALUES (${ownerId}, ${name}, ${content}, ${updated_at})
      ON CONFLICT (${this.#owner}, name)
      DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`.execute(
      this.#metastore,
    );
  }

  /** Returns false when there was none. */
  async remove(ownerId: string, name: string): Promise<boolean> {
    const { numAffectedRows } = await sql`
      DELETE FROM ${this.#table} WHERE ${this.#owner} = ${ownerId} AND name = ${name}`.execute(
      this.#metastore,
    );
    return numAffectedRows === 1n;
  }
}
