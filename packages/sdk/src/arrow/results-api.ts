import type { ApiClient } from "../core/api-client.ts";
import { ResultsApi as GeneratedResultsApi } from "../generated/results-api.ts";
import { openResult } from "../results/open-result.ts";
import type { ResultFormat, ResultPartOptions } from "../results/open-result.ts";
import type { Table } from "./apache-arrow.ts";
import { RecordBatchStream } from "./record-batch-stream.ts";
import { tableOf } from "./table-of.ts";

/** Options of {@link ResultsApi.download}. */
export interface DownloadOptions extends ResultPartOptions {
  /** Form of the bytes. */
  readonly format: ResultFormat;
}

/** Stored results, as JSON, as Apache Arrow, or as a stream of bytes. */
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
  getResultArrow(resultId: string, options: ResultPartOptions = {}): Promise<Table> {
    return tableOf(this.streamResultArrow(resultId, options));
  }

  /**
   * Reads a stored result batch by batch; errors as for {@link ResultsApi.getResultArrow}.
   *
   * @param resultId - Result id.
   * @param options - `xDatabaseId`, `offset`, `limit`, `signal`, `timeoutMs`.
   */
  streamResultArrow(resultId: string, options: ResultPartOptions = {}): RecordBatchStream {
    return new RecordBatchStream((cancellation) => {
      const signal =
        options.signal === undefined
          ? cancellation
          : AbortSignal.any([cancellation, options.signal]);
      return openResult(this.#client, resultId, "arrow", { ...options, signal });
    });
  }

  /**
   * Fetches a stored result as bytes: CSV with a header, JSON as of `getResult`, Parquet, an Arrow
   * IPC stream or a Markdown table. Bytes come as they are asked for; cancelling the stream ends
   * the transfer. A stream that breaks off is an error, never a short result: how many rows there
   * are, or where the format ends, is checked on the way. `timeoutMs` is for each wait.
   *
   * ```ts
   * const csv = await hotdata.results.download(resultId, { format: "csv" });
   * await csv.pipeTo(destination);
   * ```
   *
   * @param resultId - Result id.
   * @param options - `format`; `offset` and `limit` as for `getResult`, but Parquet is always the
   *   whole result; `xDatabaseId`, `signal`, `timeoutMs`.
   * @throws ResultNotReadyError while the result is being computed.
   * @throws ApiException when the result failed (409) or does not exist (404).
   * @throws TypeError when a part of a Parquet file is asked for.
   */
  async download(resultId: string, options: DownloadOptions): Promise<ReadableStream<Uint8Array>> {
    const { downloadResult } = await import("../results/download-result.ts");
    return downloadResult(this.#client, resultId, options.format, options);
  }
}
