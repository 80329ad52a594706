import { randomPart } from "../ids/random-part.ts";
import type { RemoteSpan } from "../telemetry/tracing.ts";

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const NO_TRACE = "0".repeat(32);
const NO_SPAN = "0".repeat(16);

/** The span of the caller that a request belongs to, as W3C Trace Context writes it. */
export function remoteSpanOf(
  traceparent: string | readonly string[] | undefined,
): RemoteSpan | undefined {
  const match = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent) : null;
  const [, traceId = NO_TRACE, spanId = NO_SPAN, flags = "00"] = match ?? [];
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function newTraceId(): string {
  return randomPart(16).toString("hex");
}

/** The caller's own request id when it can be repeated safely in headers and logs, else a new one. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  if (typeof header === "string" && REQUEST_ID.test(header)) return header;
  return `req_${randomPart(12).toString("hex")}`;
}
