import type { IncomingMessage } from "node:http";
import type { RemoteFile } from "../files/remote-files.ts";
import { SourceError } from "../source-error.ts";

/** What an answer without the file means. */
export function statusError(
  { statusCode = 0 }: Pick<IncomingMessage, "statusCode">,
  { label }: Pick<RemoteFile, "label">,
): SourceError {
  const said = `${label}: its server answered with the status ${statusCode}`;
  if (statusCode === 401 || statusCode === 403) {
    return new SourceError("refused", `${said}; check the connection's token.`);
  }
  if (statusCode === 404 || statusCode === 410) {
    return new SourceError("changed", `${said}: there is no such file.`);
  }
  const isPassing = statusCode >= 500 || [408, 425, 429].includes(statusCode);
  return new SourceError(isPassing ? "unavailable" : "refused", `${said}.`);
}
