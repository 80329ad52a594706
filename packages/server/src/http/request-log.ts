import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Telemetry } from "../telemetry/telemetry.ts";

/** What is logged as the status when the client left before the answer was complete. */
const CLIENT_LEFT = 499;

/**
 * One line for each request, and its figures; never its query string, body or headers, which may
 * hold secrets.
 */
export function installRequestLog(server: FastifyInstance, { metrics }: Telemetry): void {
  server.addHook("onRequest", async (request, reply) => {
    const startedAt = performance.now();
    reply.raw.once("close", () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_LEFT;
      const ms = performance.now() - startedAt;
      metrics.requestEnded({ operation: operationOf(request), status, seconds: ms / 1000 });
      request.span?.end(status, { "http.request.method": request.method });
      request.log.info(
        {
          method: request.method,
          route: request.routeOptions.url ?? "unknown",
          status,
          ms: Math.round(ms * 10) / 10,
          trace_id: request.traceId,
        },
        "request",
      );
    });
  });
}

/** Id of the operation that is called; `unknown` where there is no such route. */
export function operationOf(request: FastifyRequest): string {
  return request.routeOptions.config.operation ?? "unknown";
}
