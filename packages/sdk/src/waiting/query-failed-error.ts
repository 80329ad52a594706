import { HotdataError } from "../core/hotdata-error.ts";
import { isRetryable } from "../core/is-retryable.ts";
import type { QueryRunInfo } from "../generated/models.ts";

/** A query in the background did not succeed: its run ended as `failed` or `cancelled`. */
export class QueryFailedError extends HotdataError {
  /** Query run id. */
  declare readonly queryRunId: string;

  /**
   * @param run - The run as it ended. Message and `code` are its own; a server that does not tell
   *   the code gives `QUERY_FAILED`, or `QUERY_CANCELLED`.
   */
  constructor({ id, status, errorMessage, errorCode }: QueryRunInfo) {
    const code = errorCode ?? (status === "cancelled" ? "QUERY_CANCELLED" : "QUERY_FAILED");
    const sentence = errorMessage ?? "the server gave no reason";
    super(`query run ${id} ${status}: ${sentence}`, {
      code,
      retryable: isRetryable(code),
      queryRunId: id,
    });
  }

  /** Name of the class. */
  override get name(): string {
    return "QueryFailedError";
  }
}
