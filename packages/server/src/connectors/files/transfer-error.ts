import { EngineDiskFullError } from "../../engine/engine.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";
import { SourceError } from "../source-error.ts";
import type { RemoteFile } from "./remote-files.ts";

/** Codes of certificates that are not accepted. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL_PEM)/;

/** What went wrong on the network: of unexpected things only the kind is told. */
export function transferError(
  error: unknown,
  { label }: Pick<RemoteFile, "label">,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof SourceError || error instanceof EngineDiskFullError) return error;
  if (error instanceof WebFetchError) {
    const kind = error.isPassing ? "unavailable" : "refused";
    return new SourceError(kind, `${label}: ${error.message}`);
  }
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") {
    return error;
  }
  if (CERTIFICATE.test(error.code)) {
    return new SourceError(
      "refused",
      `${label}: the certificate of its server is not accepted (${error.code}).`,
    );
  }
  return new SourceError("unavailable", `${label} could not be fetched (${error.code}).`);
}

/** Pieces of a file, whose failures are those of its source. */
export async function* transferred(
  pieces: AsyncIterable<Uint8Array>,
  file: Pick<RemoteFile, "label">,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw transferError(error, file, signal);
  }
}
