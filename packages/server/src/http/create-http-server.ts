import cors from "@fastify/cors";
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { answerUnreadable, type NewestExchanges } from "./answer-unreadable.ts";
import { badRequest } from "./api-error.ts";
import { installErrorHandler } from "./error-handler.ts";
import { errorReply } from "./error-reply.ts";
import { installRequestLog, operationOf } from "./request-log.ts";
import { sendReply } from "./send-reply.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { RemoteSpan, RequestSpan } from "../telemetry/tracing.ts";
import { newTraceId, remoteSpanOf, requestIdOf } from "./trace.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** 32 hex digits: the caller's, or a new one. */
    traceId: string;
    /** Present where the request is traced. */
    span: RequestSpan | undefined;
  }
  interface FastifyContextConfig {
    /** Errors of this route take the flat form. */
    flatErrors?: boolean;
    /** Id of the operation that the route answers. */
    operation?: string;
  }
}

export interface HttpServerOptions {
  readonly logger: NonNullable<FastifyServerOptions["logger"]>;
  /** A connection on which nothing moves for this long while it should is closed. */
  readonly stallTimeoutMs: number;
  readonly telemetry: Telemetry;
}

const KEEP_ALIVE_TIMEOUT_MS = 72_000;
/** Unread rest of a refused request body is dropped for this long, so that the answer is seen. */
const LINGER_MS = 10_000;
const MAX_PATH_PART_LENGTH = 4_096;

/** The HTTP server with all that holds for every route; routes are registered afterwards. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const newest: NewestExchanges = new WeakMap();
  const server = Fastify({
    logger: options.logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "request_id",
    }),
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers["x-request-id"]),
    exposeHeadRoutes: false,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionTimeout: options.stallTimeoutMs,
    // Uploads may take hours; stalled ones are found by the time-out above.
    requestTimeout: 0,
    return503OnClosing: false,
    forceCloseConnections: "idle",
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, newest),
    frameworkErrors: (error, request, reply) => {
      identify(request, reply);
      void sendReply(
        reply,
        errorReply(badRequest(error.message), { requestId: request.id, flat: false }),
      );
    },
    // Node would answer a missing Host itself, without a body or an id.
    http: { requireHostHeader: false },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PATH_PART_LENGTH },
  });
  // Bodies are read by the routes, after key and workspace were checked.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, _payload, done) => done(null));
  server.decorateRequest("traceId", "");
  server.decorateRequest("span", undefined);
  server.addHook("onRequest", async (request, reply) => {
    newest.set(request.raw.socket, [request.raw, reply.raw]);
    identify(request, reply, (parent) =>
      options.telemetry.openRequest(operationOf(request), parent),
    );
    requireHost(request);
    closeWhenStalled(request.raw, reply.raw);
    dropUnreadBody(request.raw, reply.raw);
  });
  // An expectation that is not known may be ignored; Node would answer it itself, without an id.
  server.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    server.server.emit("request", request, response);
  });
  closeConnectionsOnClose(server);
  installRequestLog(server, options.telemetry);
  installErrorHandler(server);
  await server.register(cors, {
    origin: "*",
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    exposedHeaders: [
      "Content-Encoding",
      "ETag",
      "Link",
      "Retry-After",
      "X-Request-Id",
      "X-Total-Row-Count",
      "X-Trace-Id",
    ],
    maxAge: 3_600,
    // OPTIONS without a preflight's headers is answered all the same; refusals would be plain text.
    strictPreflight: false,
  });
  return server;
}

type OpenSpan = (parent: RemoteSpan | undefined) => RequestSpan | undefined;

/** Whatever is answered can be found again under its id. */
function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  openSpan: OpenSpan = () => undefined,
): void {
  const parent = remoteSpanOf(request.headers["traceparent"]);
  request.span = openSpan(parent);
  request.traceId = request.span?.traceId ?? parent?.traceId ?? newTraceId();
  reply.header("x-request-id", request.id).header("x-trace-id", request.traceId);
}

function requireHost({ raw }: FastifyRequest): void {
  if (raw.httpVersion === "1.1" && raw.headers.host === undefined) {
    throw badRequest("The request has no Host header; HTTP/1.1 requires one.");
  }
}

/**
 * Kept-alive connections would hold up a shutdown for as long as they may idle; those that clients
 * open in advance, and that Node does not count as idle before a request, likewise.
 */
function closeConnectionsOnClose(server: FastifyInstance): void {
  const unused = new Set<Socket>();
  let closing = false;
  server.server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.addHook("onRequest", async (request) => {
    unused.delete(request.raw.socket);
  });
  server.addHook("preClose", async () => {
    closing = true;
    for (const socket of unused) socket.destroy();
  });
  server.addHook("onSend", async (_request, reply, payload) => {
    if (closing) reply.header("connection", "close");
    return payload;
  });
}

function closeWhenStalled(request: IncomingMessage, response: ServerResponse): void {
  response.on("timeout", (socket: Socket) => {
    // A request that is being worked on may be silent; only the client's own silence counts.
    if (!request.complete || response.writableLength > 0) socket.destroy();
  });
}

function dropUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.destroy(), LINGER_MS).unref();
    request.once("end", () => clearTimeout(timer));
    request.resume();
  });
}
