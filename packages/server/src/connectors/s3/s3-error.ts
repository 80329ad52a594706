import { S3ServiceException } from "@aws-sdk/client-s3";
import type { RemoteFile } from "../files/remote-files.ts";
import { transferError } from "../files/transfer-error.ts";
import { SourceError } from "../source-error.ts";

/** What an answer of the store means; of its words only the code is shown. */
export function s3Error(
  error: unknown,
  place: Pick<RemoteFile, "label">,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof Error && error.name === "TimeoutError") {
    return new SourceError("unavailable", `${place.label}: the store did not answer in time.`);
  }
  const status = statusOf(error);
  if (status === undefined) return transferError(error, place, signal);
  const isNamed = error instanceof S3ServiceException && /^[A-Za-z0-9]{1,60}$/.test(error.name);
  const code = isNamed ? error.name : "nothing that a store would say";
  const said = `${place.label}: the store answered ${code} (${status})`;
  if (code === "NoSuchKey") return new SourceError("changed", `${said}: it is not there.`);
  if (status === 401 || status === 403) {
    return new SourceError("refused", `${said}; check the keys and what they may read.`);
  }
  if (status >= 500 || status === 429 || status === 408) {
    return new SourceError("unavailable", `${said}.`);
  }
  return new SourceError("refused", `${said}; check bucket, region and endpoint.`);
}

/** Whether another part of the file, or another version of it, was asked for than there is. */
export function isOtherPart(error: unknown): boolean {
  const status = statusOf(error);
  return status === 412 || status === 416;
}

/** Of an answer that came, even if it was none of a store; undefined where there was none. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const { $metadata } = error;
  if (typeof $metadata !== "object" || $metadata === null) return undefined;
  if (!("httpStatusCode" in $metadata)) return undefined;
  return typeof $metadata.httpStatusCode === "number" ? $metadata.httpStatusCode : undefined;
}
