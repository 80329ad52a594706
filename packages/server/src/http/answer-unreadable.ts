import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type ApiError, badRequest, requestTimeout } from "./api-error.ts";
import { errorReply } from "./error-reply.ts";
import { newTraceId, requestIdOf } from "./trace.ts";

/** The newest request of each connection with its answer. */
export type NewestExchanges = WeakMap<Socket, readonly [IncomingMessage, ServerResponse]>;

/** Answers bytes that are not an HTTP request; there may be no request or response object yet. */
export function answerUnreadable(error: Error, socket: Socket, newest: NewestExchanges): void {
  const code = "code" in error ? error.code : undefined;
  if (code === "ECONNRESET" || !socket.writable || isAnswering(newest.get(socket))) {
    socket.destroy();
    return;
  }
  const requestId = requestIdOf(undefined);
  const { status, headers, body } = errorReply(refusalOf(code), { requestId, flat: false });
  const text = typeof body === "string" ? body : "";
  // Not imported: an import of all of `node:http` loads a second HTTP client with it.
  const { STATUS_CODES } = process.getBuiltinModule("node:http");
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `content-type: ${headers["content-type"]}`,
      `content-length: ${Buffer.byteLength(text)}`,
      `x-request-id: ${requestId}`,
      `x-trace-id: ${newTraceId()}`,
      "connection: close",
      "",
      text,
    ].join("\r\n"),
  );
}

/** Whether a refusal would be read as the answer, or a part of the answer, to another request. */
function isAnswering(exchange: readonly [IncomingMessage, ServerResponse] | undefined): boolean {
  if (exchange === undefined) return false;
  const [request, response] = exchange;
  return !response.writableFinished && (request.complete || response.headersSent);
}

function refusalOf(code: unknown): ApiError {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return requestTimeout();
  return badRequest("The request is not valid HTTP or its headers are too large.");
}
