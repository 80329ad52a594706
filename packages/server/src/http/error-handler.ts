import type { FastifyInstance } from "fastify";
import { badRequest } from "./api-error.ts";
import { errorReply, isUnexpected } from "./error-reply.ts";
import { sendReply } from "./send-reply.ts";

/** Makes every failure inside a route a JSON answer. */
export function installErrorHandler(server: FastifyInstance): void {
  server.setErrorHandler(async (error, request, reply) => {
    const cause = fromFramework(error);
    const clientLeft = reply.raw.destroyed;
    if (isUnexpected(cause) && !clientLeft) request.log.error({ err: cause }, "request failed");
    const flat = request.routeOptions.config.flatErrors === true;
    return sendReply(reply, errorReply(cause, { requestId: request.id, flat }));
  });
}

/** The framework's own refusals of a request are the caller's mistakes, too. */
function fromFramework(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || !("statusCode" in error)) return error;
  const isFrameworkError = String(error.code).startsWith("FST_ERR_");
  const { statusCode } = error;
  const isRefusal = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500;
  return isFrameworkError && isRefusal ? badRequest(error.message) : error;
}
