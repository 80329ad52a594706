import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type ApiError, badRequest, requestTimeout } from "./api-error.ts";
import { errorReply } from "./error-reply.ts";
import { requestIdOf, traceIdOf } from "./trace.ts";

/** Answers bytes that are not an HTTP request; there is no request or response object yet. */
export function answerUnreadable(error: Error, socket: Socket): void {
  const code = "code" in error ? error.code : undefined;
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = requestIdOf(undefined);
  const { status, headers, body } = errorReply(refusalOf(code), { requestId, flat: false });
  const text = typeof body === "string" ? body : "";
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `content-type: ${headers["content-type"]}`,
      `content-length: ${Buffer.byteLength(text)}`,
      `x-request-id: ${requestId}`,
      `x-trace-id: ${traceIdOf(undefined)}`,
      "connection: close",
      "",
      text,
    ].join("\r\n"),
  );
}

function refusalOf(code: unknown): ApiError {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return requestTimeout();
  return badRequest("The request is not valid HTTP or its headers are too large.");
}
