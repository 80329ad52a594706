import type { IncomingMessage } from "node:http";
import { WebFetchError } from "./web-fetch-error.ts";

/** Compressed files are told by their bytes; of other encodings nothing could be read. */
export function refuseEncoded({ headers }: IncomingMessage): void {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (["", "identity", "gzip", "x-gzip", "zstd"].includes(encoding)) return;
  throw new WebFetchError("The address sends the file in an encoding that was not asked for.");
}
