import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions } from "../core/operation.ts";
import { DatabasesApi } from "../generated/databases-api.ts";
import type { DatabaseDetailResponse, ForkDatabaseRequest } from "../generated/models.ts";
import type { Query } from "../query/query.ts";
import { sqlTag } from "../query/sql-tag.ts";
import type { SqlTag } from "../query/sql-tag.ts";
import type { Platform } from "./platform.ts";

/**
 * One database: its SQL, loads into it, and its life. Made by `hotdata.databases.create` or
 * `hotdata.database(id)`; holds nothing but the id.
 */
export class Database<Q extends Query = Query> {
  /** Database id. */
  readonly id: string;
  /** Makes statements that run in this database. */
  readonly sql: SqlTag<Q>;
  readonly #client: ApiClient;
  readonly #platform: Platform<Q>;

  /** @internal */
  constructor(client: ApiClient, id: string, platform: Platform<Q>) {
    this.id = id;
    this.#client = client;
    this.#platform = platform;
    this.sql = sqlTag({ client, databaseId: id }, platform.makeQuery);
  }

  /**
   * Its names, times, connection and attached catalogs.
   *
   * @param options - `signal` and `timeoutMs`.
   */
  info(options: CallOptions = {}): Promise<DatabaseDetailResponse> {
    return new DatabasesApi(this.#client).getDatabase(this.id, options);
  }

  /**
   * Makes a database with the same tables and rows, in milliseconds; no bytes are copied.
   *
   * @param request - Its name, description and expiry.
   * @param options - `signal` and `timeoutMs`.
   * @returns A handle of the new database.
   */
  async fork(request: ForkDatabaseRequest = {}, options: CallOptions = {}): Promise<Database<Q>> {
    const { id } = await new DatabasesApi(this.#client).forkDatabase(this.id, request, options);
    return new Database(this.#client, id, this.#platform);
  }

  /**
   * Deletes the database with all that is in it.
   *
   * @param options - `signal` and `timeoutMs`.
   */
  delete(options: CallOptions = {}): Promise<void> {
    return new DatabasesApi(this.#client).deleteDatabase(this.id, options);
  }
}
