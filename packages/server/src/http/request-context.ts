import type { OperationAuth } from "@hotdata/contract";
import type { FastifyBaseLogger } from "fastify";

/** Writes structured log lines. Never give it query text, bodies or secrets. */
export type Logger = FastifyBaseLogger;

/** Who calls. */
export interface Principal {
  readonly keyId: string;
  /** The only workspace that the key may use; undefined: every workspace of the server. */
  readonly workspaceId: string | undefined;
}

interface BaseContext {
  readonly requestId: string;
  /** 32 hex digits; the caller's own when it sent a valid `traceparent`. */
  readonly traceId: string;
  /** Fires when the client left before the answer was complete, and at a hard shutdown. */
  readonly signal: AbortSignal;
  /** Every line carries the request id. */
  readonly log: Logger;
  /** Where the client reaches this server, without a final slash: for absolute addresses. */
  readonly baseUrl: string;
}

interface BearerContext extends BaseContext {
  readonly principal: Principal;
}

interface WorkspaceContext extends BearerContext {
  readonly workspaceId: string;
}

/** What a handler knows besides the request itself; the operation's `auth` decides how much. */
export type RequestContext<Auth extends OperationAuth = "workspace"> = Auth extends "workspace"
  ? WorkspaceContext
  : Auth extends "bearer"
    ? BearerContext
    : BaseContext;
