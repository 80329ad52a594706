import { randomBytes } from "node:crypto";

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const NO_TRACE = "0".repeat(32);

/** The trace a request belongs to: the caller's (W3C `traceparent`), else a new one. */
export function traceIdOf(traceparent: string | readonly string[] | undefined): string {
  const traceId = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  const isValid = traceId !== undefined && traceId !== NO_TRACE;
  return isValid ? traceId : randomBytes(16).toString("hex");
}

/** The caller's own request id when it can be repeated safely in headers and logs, else a new one. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  if (typeof header === "string" && REQUEST_ID.test(header)) return header;
  return `req_${randomBytes(12).toString("hex")}`;
}
