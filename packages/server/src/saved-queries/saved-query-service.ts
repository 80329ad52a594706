import type { CreateSavedQueryRequest, UpdateSavedQueryRequest } from "@hotdata/contract";
import type { Transaction } from "kysely";
import { type Engine, SqlError } from "../engine/engine.ts";
import type { StatementShape } from "../engine/statement-shape.ts";
import { notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import { sqlHash } from "../query/query-run-store.ts";
import type { ClassifiedSql, SavedQuery, SavedQueryVersion } from "./saved-query.ts";
import type { PageOf, SavedQueryStore } from "./saved-query-store.ts";

export interface SavedQueryServiceParts {
  readonly store: SavedQueryStore;
  readonly engine: Pick<Engine, "classify">;
}

/** A saved query with one of its versions. */
export interface VersionedQuery {
  readonly query: SavedQuery;
  readonly version: SavedQueryVersion;
}

export class SavedQueryService {
  readonly #parts: SavedQueryServiceParts;

  constructor(parts: SavedQueryServiceParts) {
    this.#parts = parts;
  }

  async create(
    workspaceId: string,
    request: CreateSavedQueryRequest,
    signal: AbortSignal,
  ): Promise<VersionedQuery> {
    const { name, description = "", tags = [] } = request;
    const id = createId("svqr");
    const sql = await this.#classified(request.sql, signal);
    await this.#parts.store.insert({ id, workspaceId, name, description, tags }, sql);
    return this.get(workspaceId, id);
  }

  /**
   * Prepares a query that is to be saved together with something else: what is returned saves it as
   * a step of a transaction, and answers its id.
   */
  async prepare(
    workspaceId: string,
    { name, description = "", sql: sqlText }: CreateSavedQueryRequest,
    signal: AbortSignal,
  ): Promise<(transaction: Transaction<MetastoreTables>) => Promise<string>> {
    const sql = await this.#classified(sqlText, signal);
    const id = createId("svqr");
    return async (transaction) => {
      const query = { id, workspaceId, name, description, tags: [] };
      await this.#parts.store.insertWithin(transaction, query, sql);
      return id;
    };
  }

  /** @throws {ApiError} NOT_FOUND */
  async update(
    workspaceId: string,
    id: string,
    request: UpdateSavedQueryRequest,
    signal: AbortSignal,
  ): Promise<VersionedQuery> {
    const { name, description, tags } = request;
    const sql = request.sql === undefined ? undefined : await this.#classified(request.sql, signal);
    const changes = {
      name,
      description,
      tags,
      categoryOverride: request.category_override,
      tableSizeOverride: request.table_size_override,
    };
    const isKnown = await this.#parts.store.update(workspaceId, id, changes, sql);
    if (!isKnown) throw unknownQuery(id);
    return this.get(workspaceId, id);
  }

  /**
   * A query with the given version, the newest when undefined.
   * @throws {ApiError} NOT_FOUND
   */
  async get(workspaceId: string, id: string, version?: number): Promise<VersionedQuery> {
    const query = await this.#getQuery(workspaceId, id);
    const number = version ?? query.latestVersion;
    const found = await this.#parts.store.findVersion(id, number);
    if (found === undefined) throw notFound(`Saved query '${id}' has no version ${number}.`);
    return { query, version: found };
  }

  list(workspaceId: string, page: PageOf): Promise<readonly SavedQuery[]> {
    return this.#parts.store.list(workspaceId, page);
  }

  /** @throws {ApiError} NOT_FOUND */
  async listVersions(
    workspaceId: string,
    id: string,
    page: PageOf,
  ): Promise<readonly SavedQueryVersion[]> {
    await this.#getQuery(workspaceId, id);
    return this.#parts.store.listVersions(id, page);
  }

  /** @throws {ApiError} NOT_FOUND */
  async delete(workspaceId: string, id: string): Promise<void> {
    if (!(await this.#parts.store.delete(workspaceId, id))) throw unknownQuery(id);
  }

  async #getQuery(workspaceId: string, id: string): Promise<SavedQuery> {
    const query = await this.#parts.store.find(workspaceId, id);
    if (query === undefined) throw unknownQuery(id);
    return query;
  }

  async #classified(sqlText: string, signal: AbortSignal): Promise<ClassifiedSql> {
    return { sqlText, sqlHash: sqlHash(sqlText), shape: await this.#shapeOf(sqlText, signal) };
  }

  /** A draft that cannot be read yet may be saved all the same. */
  async #shapeOf(sqlText: string, signal: AbortSignal): Promise<StatementShape | null> {
    try {
      return await this.#parts.engine.classify(sqlText, signal);
    } catch (error) {
      if (error instanceof SqlError) return null;
      throw error;
    }
  }
}

function unknownQuery(id: string) {
  return notFound(`Saved query '${id}' not found.`);
}
