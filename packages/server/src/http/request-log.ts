import type { FastifyInstance } from "fastify";

/** What is logged as the status when the client left before the answer was complete. */
const CLIENT_LEFT = 499;

/** One line for each request; never its query string, body or headers, which may hold secrets. */
export function installRequestLog(server: FastifyInstance): void {
  server.addHook("onRequest", async (request, reply) => {
    const startedAt = performance.now();
    reply.raw.once("close", () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_LEFT;
      request.log.info(
        {
          method: request.method,
          route: request.routeOptions.url ?? "unknown",
          status,
          ms: Math.round((performance.now() - startedAt) * 10) / 10,
          trace_id: request.traceId,
        },
        "request",
      );
    });
  });
}
