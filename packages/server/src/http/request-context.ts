import type { OperationAuth } from "@hotdata/contract";
import type { FastifyBaseLogger } from "fastify";

/** Writes structured log lines. Never give it query text, bodies or secrets. */
export type Logger = FastifyBaseLogger;

/** Who calls, and how far that reaches. */
export interface Principal {
  readonly keyId: string;
  /** The only workspace that may be used; undefined: every workspace of the server. */
  readonly workspaceId: string | undefined;
  /** The only database of that workspace that may be used; undefined: all of them. */
  readonly databaseId: string | undefined;
  /** Nothing may be changed. */
  readonly isReadOnly: boolean;
  /** The sandbox that a token was made for; undefined for keys and all other tokens. */
  readonly sandboxId: string | undefined;
}

interface BaseContext {
  readonly requestId: string;
  /** 32 hex digits; the caller's own when it sent a valid `traceparent`. */
  readonly traceId: string;
  /** Fires when the client left before the answer was complete, and at a hard shutdown. */
  readonly signal: AbortSignal;
  /** Every line carries the request id. */
  readonly log: Logger;
  /** To be called when only the answer is left to write: measures that, until its last byte. */
  readonly beginEncode: () => void;
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
