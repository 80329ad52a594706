/** The result is still being computed; ask again after `retryAfterSeconds`. */
export class ResultNotReadyError extends Error {
  override readonly name = "ResultNotReadyError";
  readonly resultId: string;
  /** State of the result: `pending` or `processing`. */
  readonly status: string;
  /** How long the server asks to wait before trying again, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(resultId: string, status: string, retryAfterSeconds: number | undefined) {
    super(
      `result ${resultId} is not ready but ${status}; ` +
        `call getResult(resultId, { limit: 0 }) until its status is "ready"`,
    );
    this.resultId = resultId;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
