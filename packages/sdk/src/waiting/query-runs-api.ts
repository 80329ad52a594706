import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions } from "../core/operation.ts";
import { QueryRunsApi as GeneratedQueryRunsApi } from "../generated/query-runs-api.ts";
import type { GetQueryRunOptions } from "../generated/query-runs-api.ts";
import { TimeoutError } from "../core/errors.ts";
import type { QueryRunInfo } from "../generated/models.ts";
import { poll } from "./poll.ts";

/** Whoever gives a query up does not wait long for the server to take notice. */
const CANCEL_TIMEOUT_MS = 5_000;

/** Options of {@link QueryRunsApi.wait}. */
export interface WaitForQueryRunOptions extends GetQueryRunOptions {
  /**
   * Cancels the query on the server when the wait ends early: with `signal`, or with the time
   * limit. Default: the query goes on.
   */
  readonly cancelOnAbort?: boolean | undefined;
  /** Called with the run as often as it is looked at and found running; see its `progress`. */
  readonly onProgress?: ((run: QueryRunInfo) => void) | undefined;
}

/** Query runs: every query that was submitted, and what became of it. */
export class QueryRunsApi extends GeneratedQueryRunsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
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
   *   to the client's `timeoutMs`. The query goes on when the wait ends early, unless
   *   `cancelOnAbort` is true.
   * @throws TimeoutError when the query has not ended in time.
   * @throws ApiException when there is no such run (404).
   */
  async wait(id: string, options: WaitForQueryRunOptions = {}): Promise<QueryRunInfo> {
    const { xDatabaseId, signal } = options;
    const run = {
      name: `waiting for query run ${id}`,
      read: async (call: CallOptions) => {
        const state = await this.getQueryRun(id, { ...call, xDatabaseId });
        if (state.status === "running") options.onProgress?.(state);
        return state;
      },
      isOver: ({ status }: QueryRunInfo) => status !== "running",
    };
    try {
      return await poll(this.#client, run, options);
    } catch (error) {
      const isEarly = signal?.aborted === true || error instanceof TimeoutError;
      if (options.cancelOnAbort === true && isEarly) await this.#giveUp(id, xDatabaseId);
      throw error;
    }
  }

  /** The wait has failed already; that the run has ended by now, say, is no further failure. */
  async #giveUp(id: string, xDatabaseId: string | undefined): Promise<void> {
    const call = { xDatabaseId, timeoutMs: CANCEL_TIMEOUT_MS };
    await this.cancelQueryRun(id, call).catch(() => undefined);
  }
}
