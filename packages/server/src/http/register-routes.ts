import type { FastifyInstance, FastifyRequest } from "fastify";
import { methodNotAllowed, notFound } from "./api-error.ts";
import { errorReply } from "./error-reply.ts";
import { type RouteOptions, registerRoute } from "./register-route.ts";
import type { Route } from "./route.ts";
import { sendReply } from "./send-reply.ts";

/** Registers every route and answers all other addresses: 405 with `Allow`, or 404. */
export function registerRoutes(
  server: FastifyInstance,
  routes: readonly Route[],
  options: RouteOptions,
): void {
  for (const route of routes) registerRoute(server, route, options);
  const patterns = routes.map(({ operation }) => ({
    method: operation.method,
    pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
  }));
  server.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request);
    const allowed = patterns
      .filter(({ pattern }) => pattern.test(path))
      .map(({ method }) => method);
    const context = { requestId: request.id, flat: false };
    if (allowed.length === 0) {
      const refusal = notFound(`There is no route ${request.method} ${path}.`);
      return sendReply(reply, errorReply(refusal, context));
    }
    reply.header("allow", [...new Set(allowed)].join(", "));
    return sendReply(reply, errorReply(methodNotAllowed(request.method, path), context));
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
