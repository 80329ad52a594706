import { join } from "node:path";
import type { Kysely } from "kysely";
import type { DatabaseContent } from "../databases/database-content.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import { isMissingReference } from "../metastore/missing-reference.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import {
  type IndexFigures,
  indexOf,
  type IndexRow,
  type NewIndex,
  type RecordedIndex,
  rowOf,
} from "./index-row.ts";
import type { IndexLookup, IndexOwner, TableIndex } from "./table-index.ts";

const LISTED_AT_ONCE = 1_000;

type Handle = Kysely<MetastoreTables>;

export interface IndexFilter {
  readonly workspaceId: string;
  readonly databaseId: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly types: readonly TableIndex["type"][] | undefined;
}

export interface IndexPage {
  readonly limit: number;
  /** Only indexes made after the one with this number. */
  readonly after: number | undefined;
}

/** An index in a listing, with the names by which its table is addressed. */
export interface ListedIndex {
  readonly seq: number;
  readonly index: RecordedIndex;
  readonly connectionId: string | undefined;
  readonly schema: string;
  readonly table: string;
}

/** An index that is gone, but for its files. */
export interface RemovedIndex {
  readonly id: string;
  readonly folder: string;
}

/** Indexes in the metastore, and where their files are. */
export class IndexStore implements IndexLookup, DatabaseContent {
  readonly #metastore: Metastore;
  readonly #dataDir: string;
  /** Databases and datasets that have, or had, indexes with providers: most have none. */
  readonly #embeddedOwners = new Set<string>();
  #embeddedBefore: Promise<void> | undefined;

  constructor(metastore: Metastore, dataDir: string) {
    this.#metastore = metastore;
    this.#dataDir = dataDir;
  }

  /** Returns what stood in the way when it was not recorded. */
  async insert(
    index: NewIndex,
    handle: Handle = this.#metastore,
  ): Promise<"inserted" | "taken" | "no owner"> {
    if (index.embedded !== null) this.#embeddedOwners.add(ownerId(index.owner));
    try {
      const { numInsertedOrUpdatedRows } = await handle
        .insertInto("table_indexes")
        .values(rowOf(index))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 0n ? "taken" : "inserted";
    } catch (error) {
      if (isMissingReference(error)) return "no owner";
      throw error;
    }
  }

  async listOf(owner: IndexOwner): Promise<readonly RecordedIndex[]> {
    const rows = await this.#selectOf(owner).orderBy("seq").execute();
    return rows.map(indexOf);
  }

  async mayBeEmbedded(owner: IndexOwner): Promise<boolean> {
    await (this.#embeddedBefore ??= this.#findEmbeddedOwners());
    return this.#embeddedOwners.has(ownerId(owner));
  }

  async findOf(owner: IndexOwner, name: string): Promise<RecordedIndex | undefined> {
    const row = await this.#selectOf(owner).where("name", "=", name).executeTakeFirst();
    return row && indexOf(row);
  }

  async find(id: string): Promise<RecordedIndex | undefined> {
    const row = await this.#metastore
      .selectFrom("table_indexes")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row && indexOf(row);
  }

  /** Those of a database or dataset that have files and are built. */
  async listSearchedOf(ownerId: string): Promise<readonly RecordedIndex[]> {
    const rows = await this.#metastore
      .selectFrom("table_indexes")
      .selectAll()
      .where(({ or, eb }) => or([eb("database_id", "=", ownerId), eb("dataset_id", "=", ownerId)]))
      .where("type", "<>", "sorted")
      .where("status", "=", "ready")
      .orderBy("seq")
      .execute();
    return rows.map(indexOf);
  }

  /** Ids of databases and datasets that have indexes with files. */
  async listOwnerIds(): Promise<readonly string[]> {
    const rows = await this.#selectOwners().where("type", "<>", "sorted").execute();
    return rows.flatMap(({ id }) => id ?? []);
  }

  /** Oldest first; one more than the page holds tells whether there is a further one. */
  async listPage(filter: IndexFilter, { limit, after }: IndexPage): Promise<ListedIndex[]> {
    const { workspaceId, databaseId, schema, table, types } = filter;
    let query = this.#metastore
      .selectFrom("table_indexes as i")
      .leftJoin("databases as b", "b.id", "i.database_id")
      .leftJoin("datasets as d", "d.id", "i.dataset_id")
      .selectAll("i")
      .select(({ fn }) => [
        "b.connection_id",
        fn.coalesce("i.schema_name", "d.schema_name").as("shown_schema"),
        fn.coalesce("i.table_name", "d.table_name").as("shown_table"),
      ])
      .where("i.workspace_id", "=", workspaceId)
      .orderBy("i.seq")
      .limit(limit + 1);
    if (databaseId !== undefined) query = query.where("i.database_id", "=", databaseId);
    if (types !== undefined) query = query.where("i.type", "in", types);
    if (after !== undefined) query = query.where("i.seq", ">", after);
    if (schema !== undefined) {
      query = query.where(({ eb, fn }) =>
        eb(fn.coalesce("i.schema_name", "d.schema_name"), "=", schema.toLowerCase()),
      );
    }
    if (table !== undefined) {
      query = query.where(({ eb, fn }) =>
        eb(fn.coalesce("i.table_name", "d.table_name"), "=", table.toLowerCase()),
      );
    }
    return (await query.execute()).map(listedIndexOf);
  }

  async listIn(
    workspaceId: string,
    databaseId: string | undefined,
  ): Promise<readonly ListedIndex[]> {
    const kind = databaseId === undefined ? "dataset" : "table";
    const filter = {
      workspaceId,
      databaseId,
      schema: undefined,
      table: undefined,
      types: undefined,
    };
    const listed: ListedIndex[] = [];
    for (let after: number | undefined; ;) {
      const page = await this.listPage(filter, { limit: LISTED_AT_ONCE, after });
      listed.push(
        ...page.slice(0, LISTED_AT_ONCE).filter(({ index }) => index.owner.kind === kind),
      );
      if (page.length <= LISTED_AT_ONCE) return listed;
      after = page[LISTED_AT_ONCE - 1]?.seq;
    }
  }

  /** False when it is gone. */
  async finish(id: string, figures: IndexFigures | undefined): Promise<boolean> {
    const { numUpdatedRows } = await this.#metastore
      .updateTable("table_indexes")
      .set({
        ...(figures === undefined ? {} : figureColumns(figures)),
        status: "ready",
        updated_at: new Date().toISOString(),
      })
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async recordFigures(id: string, figures: IndexFigures): Promise<void> {
    await this.#metastore
      .updateTable("table_indexes")
      .set({ ...figureColumns(figures), updated_at: new Date().toISOString() })
      .where("id", "=", id)
      .execute();
  }

  /** Its files are removed later. False when it is gone already. */
  async delete(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("table_indexes")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async deleteDatabase(databaseId: string): Promise<void> {
    await this.#metastore
      .deleteFrom("table_indexes")
      .where("database_id", "=", databaseId)
      .execute();
  }

  /** Those that are being built by nobody. Only before anything is. */
  async listAbandoned(): Promise<readonly RecordedIndex[]> {
    const rows = await this.#metastore
      .selectFrom("table_indexes as i")
      .leftJoin("jobs as j", "j.id", "i.job_id")
      .selectAll("i")
      .where("i.status", "=", "pending")
      .where(({ or, eb }) =>
        or([eb("j.id", "is", null), eb("j.status", "not in", ["pending", "running"])]),
      )
      .execute();
    return rows.map(indexOf);
  }

  async listRemoved(): Promise<readonly RemovedIndex[]> {
    const rows = await this.#metastore.selectFrom("removed_indexes").selectAll().execute();
    return rows.map((row) => ({
      id: row.id,
      folder: this.#folder(row.workspace_id, row.database_id, row.id),
    }));
  }

  async forgetRemoved(id: string): Promise<void> {
    await this.#metastore.deleteFrom("removed_indexes").where("id", "=", id).execute();
  }

  folderOf({ id, workspaceId, owner }: Pick<TableIndex, "id" | "workspaceId" | "owner">): string {
    return this.#folder(workspaceId, owner.kind === "table" ? owner.databaseId : null, id);
  }

  #folder(workspaceId: string, databaseId: string | null, id: string): string {
    return databaseId === null
      ? join(this.#dataDir, "datasets", workspaceId, "indexes", id)
      : join(this.#dataDir, "databases", databaseId, "indexes", id);
  }

  async #findEmbeddedOwners(): Promise<void> {
    const rows = await this.#selectOwners().where("embedded_json", "is not", null).execute();
    for (const { id } of rows) if (id !== null) this.#embeddedOwners.add(id);
  }

  /** Ids of the databases and datasets that have indexes, once each. */
  #selectOwners() {
    return this.#metastore
      .selectFrom("table_indexes")
      .select(({ fn }) => fn.coalesce("database_id", "dataset_id").as("id"))
      .distinct();
  }

  #selectOf(owner: IndexOwner) {
    const query = this.#metastore.selectFrom("table_indexes").selectAll();
    if (owner.kind === "dataset") return query.where("dataset_id", "=", owner.datasetId);
    return query
      .where("database_id", "=", owner.databaseId)
      .where("schema_name", "=", owner.schema.toLowerCase())
      .where("table_name", "=", owner.table.toLowerCase());
  }
}

function ownerId(owner: IndexOwner): string {
  return owner.kind === "table" ? owner.databaseId : owner.datasetId;
}

function figureColumns(figures: IndexFigures) {
  return {
    row_count: figures.rowCount,
    unmerged_row_count: figures.unmergedRowCount,
    size_bytes: figures.sizeBytes,
    dimensions: figures.dimensions,
  };
}

interface ListedRow extends IndexRow {
  readonly connection_id: string | null;
  readonly shown_schema: string | null;
  readonly shown_table: string | null;
}

function listedIndexOf(row: ListedRow): ListedIndex {
  return {
    seq: row.seq,
    index: indexOf(row),
    connectionId: row.connection_id ?? undefined,
    schema: row.shown_schema ?? "",
    table: row.shown_table ?? "",
  };
}
