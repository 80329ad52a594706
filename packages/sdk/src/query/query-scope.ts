import type { ApiClient } from "../core/api-client.ts";

/** Where statements run. */
export interface QueryScope {
  readonly client: ApiClient;
  /** Database to stay within; the whole workspace when undefined. */
  readonly databaseId: string | undefined;
}
