import type { ApiClient } from "../core/api-client.ts";
import type { BinaryBody } from "../core/binary-body.ts";
import type { CallOptions } from "../core/operation.ts";
import { DatabasesApi } from "../generated/databases-api.ts";
import type { CreateDatabaseRequest } from "../generated/models.ts";
import type { Query } from "../query/query.ts";
import { Database } from "./database.ts";
import type { Platform } from "./platform.ts";

/** Databases: all calls about them, and the short form. */
export class Databases<Q extends Query = Query, S = BinaryBody> extends DatabasesApi {
  readonly #client: ApiClient;
  readonly #platform: Platform<Q>;

  /** @internal */
  constructor(client: ApiClient, platform: Platform<Q>) {
    super(client);
    this.#client = client;
    this.#platform = platform;
  }

  /**
   * Makes a database.
   *
   * ```ts
   * const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });
   * ```
   *
   * @param request - Its names and expiry; `{}` will do.
   * @param options - `signal` and `timeoutMs`.
   * @returns A handle of it.
   */
  async create(
    request: CreateDatabaseRequest = {},
    options: CallOptions = {},
  ): Promise<Database<Q, S>> {
    const { id } = await this.createDatabase(request, options);
    return new Database(this.#client, id, this.#platform);
  }
}
