/** The client is not set up for this call: a key is missing, or a setting is unusable. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * No complete answer arrived: the server could not be reached, or the connection ended early.
 * `cause` holds the platform's own error. Whether the server acted on the request is unknown.
 */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** The call's time limit passed. Whether the server acted on the request is unknown. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  /** The limit that passed, in milliseconds. */
  readonly timeoutMs: number;

  constructor(operation: string, timeoutMs: number) {
    super(
      `${operation} did not finish within ${timeoutMs} ms; pass a larger timeoutMs to wait longer`,
    );
    this.timeoutMs = timeoutMs;
  }
}

/** Which call an answer belongs to. */
export interface AnswerSource {
  /** Operation id, e.g. `create_database`. */
  readonly operation: string;
  readonly requestId: string | undefined;
}

/** The server's answer does not have the documented form: its version may not fit this client. */
export class ResponseValidationError extends Error {
  override readonly name = "ResponseValidationError";
  readonly operation: string;
  readonly requestId: string | undefined;
  /** Where the answer differs, e.g. `QueryResponse.rows[3]`. */
  readonly path: string;
  /** What should be there, e.g. `an array`. */
  readonly expectation: string;

  constructor(
    source: AnswerSource,
    mismatch: { readonly path: string; readonly expectation: string; readonly found: string },
    options?: ErrorOptions,
  ) {
    const request = source.requestId === undefined ? "" : ` (request id ${source.requestId})`;
    const { path, expectation, found } = mismatch;
    super(
      `${source.operation}: ${path} should be ${expectation}, but is ${found}${request}`,
      options,
    );
    this.operation = source.operation;
    this.requestId = source.requestId;
    this.path = path;
    this.expectation = expectation;
  }
}
