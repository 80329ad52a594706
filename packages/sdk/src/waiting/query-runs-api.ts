import type { ApiClient } from "../core/api-client.ts";
import { QueryRunsApi as GeneratedQueryRunsApi } from "../generated/query-runs-api.ts";
import type { GetQueryRunOptions } from "../generated/query-runs-api.ts";
import type { QueryRunInfo } from "../generated/models.ts";
import { poll } from "./poll.ts";

/** Query runs: every query that was submitted, and what became of it. */
export class QueryRunsApi extends GeneratedQueryRunsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    super(client);
    this.#client = client;
  }

  /**
   * Waits until a query has ended, and returns its run as it is then: `succeeded`, with a
   * `resultId` to fetch the rows by, or `failed` or `cancelled`, with the reason as
   * `errorMessage`. Neither is an error here.
   *
   * @param id - Query run id.
   * @param options - `xDatabaseId` as for the query; `timeoutMs` limits the whole wait, by default
   *   to the client's `timeoutMs`. The query goes on when the wait ends early.
   * @throws TimeoutError when the query has not ended in time.
   * @throws ApiException when there is no such run (404).
   */
  wait(id: string, options: GetQueryRunOptions = {}): Promise<QueryRunInfo> {
    const { xDatabaseId } = options;
    return poll(
      this.#client,
      {
        name: `waiting for query run ${id}`,
        read: (call) => this.getQueryRun(id, { ...call, xDatabaseId }),
        isOver: ({ status }) => status !== "running",
      },
      options,
    );
  }
}
