import type { ApiClient } from "../core/api-client.ts";
import type { BinaryBody } from "../core/binary-body.ts";
import type { CallOptions } from "../core/operation.ts";
import { DatabasesApi } from "../generated/databases-api.ts";
import type {
  DatabaseDetailResponse,
  ForkDatabaseRequest,
  LoadManagedTableResponse,
} from "../generated/models.ts";
import type { Query } from "../query/query.ts";
import type { RowObject } from "../query/row-objects.ts";
import { sqlTag } from "../query/sql-tag.ts";
import type { SqlTag } from "../query/sql-tag.ts";
import type { SearchHit, SearchOptions, SearchQuery } from "../search/search-options.ts";
import type { LoadOptions, Rows } from "../uploads/load-options.ts";
import type { Platform } from "./platform.ts";

/**
 * One database: its SQL, loads into it, and its life. Made by `hotdata.databases.create` or
 * `hotdata.database(id)`; holds nothing but the id.
 */
export class Database<Q extends Query = Query, S = BinaryBody> {
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
   * Loads a file, a stream or rows into a table, all of it or nothing. The table and its schema are
   * made when they are not there.
   *
   * ```ts
   * await db.load("orders", file); // a File of a page, bytes, or a stream of bytes
   * await db.load("sales.orders", [{ id: 1, total: 9.5 }], { mode: "append" });
   * ```
   *
   * @param table - Name of the table, with its schema before a dot if it is not the database's own.
   * @param source - CSV, JSON or Parquet as bytes; or objects, whose properties are the columns:
   *   with all digits of a `bigint`, and a `Date` as time in UTC.
   * @param options - What a load and an upload take; `timeoutMs` is for both together.
   * @returns What is in the table then. When the call is aborted, or its time limit passes, while
   *   the server loads, the load goes on there.
   * @throws LoadFailedError when it failed in the background.
   * @throws ApiException when the server refused it: its message names the line and the column.
   * @throws UploadSourceError when a row has no JSON form, or a source has not the size it should.
   */
  async load(
    table: string,
    source: S | Rows,
    options: LoadOptions = {},
  ): Promise<LoadManagedTableResponse> {
    const { loadTable } = await import("../uploads/load-table.ts");
    const { openSource } = this.#platform;
    const target = { client: this.#client, databaseId: this.id, table, openSource };
    return loadTable(target, source, options);
  }

  /**
   * Finds the rows that fit best, by an index of the column: `bm25` for words, `vector` for nearness.
   *
   * ```ts
   * const hits = await db.search<{ id: number; body: string }>("late delivery", {
   *   table: "notes",
   *   column: "body",
   *   limit: 5,
   *   filter: db.sql`city = ${city}`,
   * });
   * for (const { row, score } of hits) console.log(score, row.id, row.body);
   * ```
   *
   * @param query - Words, of which a hit has one or more: also `"a phrase"`, `prefix*`, `fuzzy~`,
   *   `+must` and `-not`; or a vector.
   * @param options - Where to look, and for how many hits; the rest is as for a query.
   * @returns The hits, best first, with all that the last load brought.
   * @throws ApiException 400 when there is no such index, or a vector has another length.
   * @throws RowValidationError when a row does not fit the schema.
   * @throws TypeError for a kind, vector or limit that is none.
   */
  async search<Row = RowObject>(
    query: SearchQuery,
    options: SearchOptions<Row>,
  ): Promise<SearchHit<Row>[]> {
    const { searchTable } = await import("../search/search-table.ts");
    return searchTable({ client: this.#client, databaseId: this.id }, query, options);
  }

  /**
   * Makes a database with the same tables and rows, in milliseconds; no bytes are copied.
   *
   * @param request - Its name, description and expiry.
   * @param options - `signal` and `timeoutMs`.
   * @returns A handle of the new database.
   */
  async fork(
    request: ForkDatabaseRequest = {},
    options: CallOptions = {},
  ): Promise<Database<Q, S>> {
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
