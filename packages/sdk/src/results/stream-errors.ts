import type { OpenAnswer } from "../core/api-client.ts";
import { ConnectionError, ResponseValidationError } from "../core/errors.ts";
import { HotdataError } from "../core/hotdata-error.ts";

/** The stream ended before its end. */
export class TruncatedStreamError extends Error {
  override readonly name = "TruncatedStreamError";
}

/** The bytes are not of the format that was asked for. */
export class MalformedStreamError extends Error {
  override readonly name = "MalformedStreamError";
}

/** Gives what went wrong while a stream was read the class that callers know. */
export function streamFailure(
  { source, deadline }: OpenAnswer,
  expectation: string,
  failure: unknown,
): unknown {
  if (failure instanceof HotdataError || deadline.signal.aborted) return failure;
  const words = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof TruncatedStreamError) {
    return new ConnectionError(`${source.operation}: ${words}`, { cause: failure });
  }
  const found = `${failure instanceof MalformedStreamError ? "not one" : "unreadable"}: ${words}`;
  return new ResponseValidationError(
    source,
    { path: "body", expectation, found },
    { cause: failure },
  );
}
