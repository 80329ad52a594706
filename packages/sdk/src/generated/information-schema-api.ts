// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages } from "../listing/pages.ts";
import { informationSchemaResponse } from "./descriptors.ts";
import type { InformationSchemaResponse, TableInfo } from "./models.ts";

const INFORMATION_SCHEMA: Operation<InformationSchemaResponse> = {
  id: "information_schema",
  method: "GET",
  path: "/v1/information_schema",
  auth: "workspace",
  responses: { 200: informationSchemaResponse },
};

/** Options of {@link InformationSchemaApi.informationSchema}. */
export interface InformationSchemaOptions extends CallOptions {
  /** Keep tables of one connection; a managed database's is its `defaultConnectionId`. */
  readonly connectionId?: string | undefined;
  /** Keep tables of this schema; `%` stands for any characters. */
  readonly schema?: string | undefined;
  /** Keep tables of this name; `%` stands for any characters. */
  readonly table?: string | undefined;
  /** True adds the columns of each table. Default: `false`. */
  readonly includeColumns?: boolean | undefined;
  /** Page size; values above 1000 count as 1000. Default: `1000`. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** Tables and columns that queries can name. */
export class InformationSchemaApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List tables by page, with their columns if wished.
   *
   * With a database's connection only its tables, else those of the whole workspace.
   *
   * @param options - `connectionId`, `schema`, `table`, `includeColumns`, `limit`, `cursor`;
   * `signal` and `timeoutMs` as with every call.
   * @returns One page of tables.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  informationSchema(options: InformationSchemaOptions = {}): Promise<InformationSchemaResponse> {
    return this.#client.call(
      INFORMATION_SCHEMA,
      {
        query: {
          connection_id: options.connectionId,
          schema: options.schema,
          table: options.table,
          include_columns: options.includeColumns,
          limit: options.limit,
          cursor: options.cursor,
        },
      },
      options,
    );
  }

  /**
   * List tables, with their columns if wished. {@link InformationSchemaApi.informationSchema}
   * returns single answers.
   *
   * Fetches page after page as the loop asks for items.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link InformationSchemaApi.informationSchema} does, while it
   * is read.
   * @example
   * ```ts
   * for await (const table of hotdata.informationSchema.list({ table: "orders", includeColumns: true })) {
   *   console.log(table.schema, table.table, table.columns?.map(({ name }) => name));
   * }
   * ```
   */
  list(options: ListingOptions<InformationSchemaOptions> = {}): Listing<TableInfo> {
    return cursorPages(
      INFORMATION_SCHEMA,
      "tables",
      (page) => this.informationSchema({ ...options, ...page }),
      options,
    );
  }
}
