import { HotdataError } from "./hotdata-error.ts";

/** The client is not set up for this call: a key is missing, or a setting is unusable. */
export class ConfigurationError extends HotdataError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, { code: "CONFIGURATION", retryable: false }, options);
  }

  /** Name of the class. */
  override get name(): string {
    return "ConfigurationError";
  }
}

/**
 * No complete answer arrived: the server could not be reached, or the connection ended early.
 * `cause` holds the platform's own error. Whether the server acted on the request is unknown.
 */
export class ConnectionError extends HotdataError {
  /** @param options - `retryable`: false where the same would happen again; default true. */
  constructor(message: string, options: ErrorOptions & { readonly retryable?: boolean } = {}) {
    super(message, { code: "CONNECTION_FAILED", retryable: options.retryable ?? true }, options);
  }

  /** Name of the class. */
  override get name(): string {
    return "ConnectionError";
  }
}

/** The time limit of a call, or of one try of it, passed. Whether the server acted on the request is unknown. */
export class TimeoutError extends HotdataError {
  /** The limit that passed, in milliseconds. */
  declare readonly timeoutMs: number;

  /** @param limit - Name of the setting that is the limit. */
  constructor(operation: string, timeoutMs: number, limit = "timeoutMs") {
    super(
      `${operation} did not finish within ${timeoutMs} ms; pass a larger ${limit} to wait longer`,
      { code: "TIMEOUT", retryable: true, timeoutMs },
    );
  }

  /** Name of the class. */
  override get name(): string {
    return "TimeoutError";
  }
}

/** Which call an answer belongs to. */
export interface AnswerSource {
  /** Operation id, e.g. `create_database`. */
  readonly operation: string;
  readonly requestId: string | undefined;
}

/** The server's answer does not have the documented form: its version may not fit this client. */
export class ResponseValidationError extends HotdataError {
  /** Operation id, e.g. `create_database`. */
  declare readonly operation: string;
  /** Where the answer differs, e.g. `QueryResponse.rows[3]`. */
  declare readonly path: string;
  /** What should be there, e.g. `an array`. */
  declare readonly expectation: string;

  /** @internal */
  constructor(
    source: AnswerSource,
    mismatch: { readonly path: string; readonly expectation: string; readonly found: string },
    options?: ErrorOptions,
  ) {
    const { operation, requestId } = source;
    const { path, expectation, found } = mismatch;
    const request = requestId === undefined ? "" : ` (request id ${requestId})`;
    super(
      `${operation}: ${path} should be ${expectation}, but is ${found}${request}`,
      { code: "RESPONSE_INVALID", requestId, retryable: false, operation, path, expectation },
      options,
    );
  }

  /** Name of the class. */
  override get name(): string {
    return "ResponseValidationError";
  }
}
