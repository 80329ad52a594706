import type { Operation } from "@hotdata/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Authenticator, OwnDatabase } from "./authenticator.ts";
import { authorize } from "./authorize.ts";
import type { AuditLog } from "./audit-log.ts";
import { CallRecord } from "./call-record.ts";
import { checkBody, checkParts } from "./check-request.ts";
import { baseUrlOf } from "./base-url.ts";
import { confineBody, confineRequest, confineToSandbox } from "./confine-request.ts";
import type { BodyLimits } from "./read-body.ts";
import type { Principal } from "./request-context.ts";
import { requestSignal } from "./request-signal.ts";
import type { Route } from "./route.ts";
import { sendReply } from "./send-reply.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { measureEncode } from "./measure-encode.ts";

export interface RouteOptions {
  readonly authenticator: Authenticator;
  readonly bodyLimits: BodyLimits;
  readonly publicUrl: string | undefined;
  /** Fires when running requests must stop. */
  readonly shutdownSignal: AbortSignal;
  readonly auditLog: AuditLog;
  readonly telemetry: Pick<Telemetry, "openPhase">;
}

/** Their errors are flat throughout, not only those about key and workspace. */
const FLAT_APIS: ReadonlySet<string> = new Set(["WorkspacesApi", "SandboxesApi", "AuthApi"]);

/** Makes a route answer on the server: key, scope, workspace, parts, body, handler, in this order. */
export function registerRoute(server: FastifyInstance, route: Route, options: RouteOptions): void {
  const { operation } = route;
  server.route({
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    config: { flatErrors: FLAT_APIS.has(operation.api), operation: operation.id },
    handler: (request, fastifyReply) => {
      const answer = () => answerCall(route, { request, fastifyReply }, options);
      return request.span === undefined ? answer() : request.span.enter(answer);
    },
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly fastifyReply: FastifyReply;
}

async function answerCall(
  route: Route,
  { request, fastifyReply }: Exchange,
  options: RouteOptions,
): Promise<FastifyReply> {
  const { operation } = route;
  const record = new CallRecord(operation, request, options.auditLog);
  const { ownDatabase, ...access } = await record.refusals(
    checkAccess(operation, request, options.authenticator, record),
  );
  if (ownDatabase !== undefined) confineRequest(operation, request, ownDatabase);
  const { sandboxId } = access.principal ?? {};
  if (sandboxId !== undefined) confineToSandbox(operation, request, sandboxId);
  const parts = checkParts(operation, request);
  const body = await checkBody(operation, request, options.bodyLimits);
  if (ownDatabase !== undefined) confineBody(body, ownDatabase);
  const context = { ...contextOf(request, fastifyReply, options), ...access };
  try {
    const reply = await record.refusals(route.handle({ ...parts, body, context }));
    await record.success(reply);
    return await sendReply(fastifyReply, reply);
  } catch (error) {
    // What an aborted call fails with says less than why it was aborted.
    throw context.signal.aborted ? context.signal.reason : error;
  }
}

interface Access {
  readonly principal?: Principal;
  readonly workspaceId?: string;
  readonly ownDatabase?: OwnDatabase | undefined;
}

async function checkAccess(
  operation: Operation,
  request: FastifyRequest,
  authenticator: Authenticator,
  record: CallRecord,
): Promise<Access> {
  if (operation.auth === "none" || operation.auth === "optional") return {};
  const principal = await authenticator.authenticate(request.headers.authorization);
  record.by(principal);
  authorize(principal, operation);
  const ownDatabase = await authenticator.findOwnDatabase(principal);
  if (operation.auth === "bearer") return { principal, ownDatabase };
  const header = request.headers["x-workspace-id"];
  const sent = typeof header === "string" ? header : undefined;
  const workspaceId = await authenticator.resolveWorkspace(principal, sent);
  record.in(workspaceId);
  return { principal, workspaceId, ownDatabase };
}

function contextOf(request: FastifyRequest, fastifyReply: FastifyReply, options: RouteOptions) {
  return {
    requestId: request.id,
    traceId: request.traceId,
    signal: requestSignal(fastifyReply.raw, options.shutdownSignal),
    log: request.log,
    beginEncode: () => measureEncode(fastifyReply.raw, options.telemetry),
    baseUrl: options.publicUrl ?? baseUrlOf(request),
  };
}
