import type { ServerResponse } from "node:http";
import type { Telemetry } from "../telemetry/telemetry.ts";

/** Measures the writing of an answer: until its last byte, or until the client leaves. */
export function measureEncode(
  response: ServerResponse,
  telemetry: Pick<Telemetry, "openPhase">,
): void {
  // Its end has been told already.
  if (response.destroyed) return;
  const encode = telemetry.openPhase("encode");
  // Before the request ends, which it is a part of.
  response.prependOnceListener("close", () => encode.end());
}
