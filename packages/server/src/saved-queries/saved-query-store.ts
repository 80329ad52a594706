import { SAVED_QUERY_CATEGORIES, type SavedQueryCategory } from "@hotdata/contract";
import type { Selectable, Transaction } from "kysely";
import { z } from "zod";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type {
  SavedQueriesTable,
  SavedQueryVersionsTable,
} from "../metastore/tables/saved-query-tables.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { ClassifiedSql, SavedQuery, SavedQueryVersion } from "./saved-query.ts";
import { parseShape } from "./stored-shape.ts";

export interface NewSavedQuery {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** What is undefined stays; null takes an override away. */
export interface SavedQueryChanges {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly categoryOverride: SavedQueryCategory | null | undefined;
  readonly tableSizeOverride: string | null | undefined;
}

export interface PageOf {
  readonly limit: number;
  readonly offset: number;
}

type Database = Metastore | Transaction<MetastoreTables>;

/** Saved queries and their versions. */
export class SavedQueryStore implements WorkspaceContent {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async insert(query: NewSavedQuery, sql: ClassifiedSql): Promise<void> {
    await this.#metastore
      .transaction()
      .execute((transaction) => this.insertWithin(transaction, query, sql));
  }

  /** The same as a step of somebody's transaction. */
  async insertWithin(
    transaction: Transaction<MetastoreTables>,
    { tags, workspaceId, ...query }: NewSavedQuery,
    sql: ClassifiedSql,
  ): Promise<void> {
    const now = new Date().toISOString();
    await transaction
      .insertInto("saved_queries")
      .values({
        ...query,
        workspace_id: workspaceId,
        tags_json: JSON.stringify(tags),
        latest_version: 1,
        category_override: null,
        table_size_override: null,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await insertVersion(transaction, versionRow(query.id, 1, { sql, now }));
  }

  /**
   * Changes a query; a statement that differs from the newest version's becomes a new version.
   * Returns false when there is no such query.
   */
  async update(
    workspaceId: string,
    id: string,
    changes: SavedQueryChanges,
    sql: ClassifiedSql | undefined,
  ): Promise<boolean> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const query = await findIn(transaction, workspaceId, id);
      if (query === undefined) return false;
      const now = new Date().toISOString();
      const newest = await findVersionIn(transaction, id, query.latestVersion);
      const isNew = sql !== undefined && sql.sqlText !== newest?.sqlText;
      const version = query.latestVersion + (isNew ? 1 : 0);
      if (isNew) await insertVersion(transaction, versionRow(id, version, { sql, now }));
      await transaction
        .updateTable("saved_queries")
        .set({ ...changedColumns(changes), latest_version: version, updated_at: now })
        .where("id", "=", id)
        .execute();
      return true;
    });
  }

  find(workspaceId: string, id: string): Promise<SavedQuery | undefined> {
    return findIn(this.#metastore, workspaceId, id);
  }

  findVersion(id: string, version: number): Promise<SavedQueryVersion | undefined> {
    return findVersionIn(this.#metastore, id, version);
  }

  /** By name, then id; one more than the page shows whether there is a further page. */
  async list(workspaceId: string, { limit, offset }: PageOf): Promise<SavedQuery[]> {
    const rows = await this.#metastore
      .selectFrom("saved_queries")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .orderBy("name")
      .orderBy("id")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return rows.map(savedQuery);
  }

  /** Newest first; one more than the page shows whether there is a further page. */
  async listVersions(id: string, { limit, offset }: PageOf): Promise<SavedQueryVersion[]> {
    const rows = await this.#metastore
      .selectFrom("saved_query_versions")
      .selectAll()
      .where("saved_query_id", "=", id)
      .orderBy("version", "desc")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return rows.map(savedVersion);
  }

  /** Returns false when there is no such query. */
  async delete(workspaceId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#metastore
      .deleteFrom("saved_queries")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.#metastore
      .deleteFrom("saved_queries")
      .where("workspace_id", "=", workspaceId)
      .execute();
  }
}

async function findIn(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<SavedQuery | undefined> {
  const row = await database
    .selectFrom("saved_queries")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && savedQuery(row);
}

async function findVersionIn(
  database: Database,
  id: string,
  version: number,
): Promise<SavedQueryVersion | undefined> {
  const row = await database
    .selectFrom("saved_query_versions")
    .selectAll()
    .where("saved_query_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return row && savedVersion(row);
}

async function insertVersion(
  transaction: Transaction<MetastoreTables>,
  row: SavedQueryVersionsTable,
): Promise<void> {
  await transaction.insertInto("saved_query_versions").values(row).execute();
}

function versionRow(
  id: string,
  version: number,
  { sql, now }: { readonly sql: ClassifiedSql; readonly now: string },
): SavedQueryVersionsTable {
  return {
    saved_query_id: id,
    version,
    sql_text: sql.sqlText,
    sql_hash: sql.sqlHash,
    classification_json: sql.shape === null ? null : JSON.stringify(sql.shape),
    created_at: now,
  };
}

function changedColumns(changes: SavedQueryChanges) {
  const { name, description, tags, categoryOverride, tableSizeOverride } = changes;
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags_json: JSON.stringify(tags) }),
    ...(categoryOverride === undefined ? {} : { category_override: categoryOverride }),
    ...(tableSizeOverride === undefined ? {} : { table_size_override: tableSizeOverride }),
  };
}

const StoredTags = z.array(z.string());
const StoredCategory = z.enum(SAVED_QUERY_CATEGORIES).nullable();

function savedQuery(row: Selectable<SavedQueriesTable>): SavedQuery {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    tags: StoredTags.parse(JSON.parse(row.tags_json)),
    latestVersion: row.latest_version,
    categoryOverride: StoredCategory.parse(row.category_override),
    tableSizeOverride: row.table_size_override,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function savedVersion(row: Selectable<SavedQueryVersionsTable>): SavedQueryVersion {
  return {
    version: row.version,
    sqlText: row.sql_text,
    sqlHash: row.sql_hash,
    shape: parseShape(row.classification_json),
    createdAt: row.created_at,
  };
}
