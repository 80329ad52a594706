import type { ApiClient } from "../core/api-client.ts";
import { ResultsApi as GeneratedResultsApi } from "../generated/results-api.ts";
import type { Table } from "./apache-arrow.ts";
import { openArrowResult } from "./open-arrow-result.ts";
import type { ArrowResultOptions } from "./open-arrow-result.ts";
import { RecordBatchStream } from "./record-batch-stream.ts";
import { tableOf } from "./table-of.ts";

/** Stored results, as JSON or as Apache Arrow. */
export class ResultsApi extends GeneratedResultsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    super(client);
    this.#client = client;
  }

  /**
   * Fetches a stored result as one Arrow table in memory.
   *
   * @param resultId - Result id.
   * @param options - `xDatabaseId`, `offset`, `limit`, `signal`, `timeoutMs`.
   * @returns A `Table` of `apache-arrow`.
   * @throws ResultNotReadyError while the result is being computed.
   * @throws ApiException when the result failed (409) or does not exist (404).
   */
  getResultArrow(resultId: string, options: ArrowResultOptions = {}): Promise<Table> {
    return tableOf(this.streamResultArrow(resultId, options));
  }

  /**
   * Reads a stored result batch by batch; errors as for {@link ResultsApi.getResultArrow}.
   *
   * @param resultId - Result id.
   * @param options - `xDatabaseId`, `offset`, `limit`, `signal`, `timeoutMs`.
   */
  streamResultArrow(resultId: string, options: ArrowResultOptions = {}): RecordBatchStream {
    return new RecordBatchStream((cancellation) => {
      const signal =
        options.signal === undefined
          ? cancellation
          : AbortSignal.any([cancellation, options.signal]);
      return openArrowResult(this.#client, resultId, { ...options, signal });
    });
  }
}
