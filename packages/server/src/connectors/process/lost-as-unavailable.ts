import { EngineLostError } from "../../engine/engine.ts";
import { SourceError } from "../source-error.ts";

/** To callers, the process is a part of the source. */
export function lostAsUnavailable(error: unknown): unknown {
  if (!(error instanceof EngineLostError)) return error;
  return new SourceError(
    "unavailable",
    `The process that reads outside sources ended: ${error.message}. Nothing was changed; send the request again.`,
  );
}
