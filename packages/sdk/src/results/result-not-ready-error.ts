import { parseRetryAfter } from "../core/api-exception.ts";
import { HotdataError } from "../core/hotdata-error.ts";

/** The result is still being computed; ask again after `retryAfterSeconds`. */
export class ResultNotReadyError extends HotdataError {
  /** Result id. */
  declare readonly resultId: string;
  /** State of the result: `pending` or `processing`. */
  declare readonly resultStatus: string;
  /** How long the server asks to wait before trying again, in seconds. */
  declare readonly retryAfterSeconds?: number;

  /** @param answer - The 202 that said so. */
  constructor(resultId: string, resultStatus: string, { status, headers }: Response) {
    super(
      `result ${resultId} is not ready but ${resultStatus}; ` +
        `call getResult(resultId, { limit: 0 }) until its status is "ready"`,
      {
        code: "RESULT_NOT_READY",
        status,
        requestId: headers.get("x-request-id") ?? undefined,
        retryable: true,
        resultId,
        resultStatus,
        retryAfterSeconds: parseRetryAfter(headers),
      },
    );
  }

  /** Name of the class. */
  override get name(): string {
    return "ResultNotReadyError";
  }
}
