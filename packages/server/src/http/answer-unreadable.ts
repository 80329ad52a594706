import type { Socket } from "node:net";
import { badRequest } from "./api-error.ts";
import { errorReply } from "./error-reply.ts";
import { requestIdOf } from "./trace.ts";

/** Answers bytes that are not an HTTP request; there is no request or response object yet. */
export function answerUnreadable(error: Error, socket: Socket): void {
  const gone = "code" in error && error.code === "ECONNRESET";
  if (gone || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = requestIdOf(undefined);
  const refusal = badRequest("The request is not valid HTTP or its headers are too large.");
  const { status, headers, body } = errorReply(refusal, { requestId, flat: false });
  const text = String(body);
  socket.end(
    [
      `HTTP/1.1 ${status} Bad Request`,
      `content-type: ${headers["content-type"]}`,
      `content-length: ${Buffer.byteLength(text)}`,
      `x-request-id: ${requestId}`,
      "connection: close",
      "",
      text,
    ].join("\r\n"),
  );
}
