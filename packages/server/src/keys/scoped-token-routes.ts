import { type Operation, operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { NewDatabase } from "../databases/new-database.ts";
import type { Authenticator } from "../http/authenticator.ts";
import { authorize } from "../http/authorize.ts";
import { notFound } from "../http/api-error.ts";
import { type Reply, json, withAudit } from "../http/reply.ts";
import type { Principal } from "../http/request-context.ts";
import { type Route, route } from "../http/route.ts";
import type { AccessibleDatabases, AccessibleSandboxes } from "./key-authenticator.ts";
import { invalidGrant, requiredField, unsupportedGrant } from "./refuse-grant.ts";
import { NOT_STORED, type TokenPair, type TokenPairParts, renew, signPair } from "./token-pair.ts";

export interface ScopedTokenParts extends TokenPairParts {
  readonly authenticator: Authenticator;
  readonly databases: AccessibleDatabases & Pick<DatabaseService, "create">;
  readonly sandboxes: AccessibleSandboxes & {
    create(
      workspaceId: string,
      sandbox: { readonly name: string | undefined },
    ): Promise<{ readonly id: string }>;
  };
}

/** Tokens for one database or one sandbox, which older command lines work with. */
export function scopedTokenRoutes(parts: ScopedTokenParts): Route[] {
  const { databases, sandboxes, tokens } = parts;
  return [
    route(operations.mint_database_token, async ({ headers, body = {} }) => {
      switch (body.grant_type) {
        case undefined: {
          const caller = await callerOf(parts, headers, operations.create_database);
          const { id } = await databases.create(ordinaryDatabase(caller.workspaceId, body.name));
          return databaseReply(await signPair(tokens, { ...caller, databaseId: id }));
        }
        case "existing_database": {
          const caller = await callerOf(parts, headers, operations.get_database);
          const asked = requiredField(body.database_id, "database_id");
          const databaseId = ownOr(caller.databaseId, asked, "Database");
          const database = await databases.find(caller.workspaceId, databaseId);
          if (database === undefined) throw unknown("Database", asked);
          return databaseReply(await signPair(tokens, { ...caller, databaseId }));
        }
        case "refresh_token": {
          const pair = await renew(parts, requiredField(body.refresh_token, "refresh_token"));
          const { workspaceId = "", databaseId = "" } = pair.principal;
          const database = await databases.find(workspaceId, databaseId);
          if (database === undefined) throw notOfThis("database");
          return databaseReply(pair);
        }
        default:
          throw unsupportedGrant("existing_database or refresh_token, or left out");
      }
    }),

    route(operations.mint_sandbox_token, async ({ headers, body = {} }) => {
      switch (body.grant_type) {
        case undefined: {
          const caller = await callerOf(parts, headers, operations.create_sandbox);
          const { id } = await sandboxes.create(caller.workspaceId, { name: body.name });
          return sandboxReply(await signPair(tokens, { ...caller, sandboxId: id }));
        }
        case "existing_sandbox": {
          const caller = await callerOf(parts, headers, operations.get_sandbox);
          const asked = requiredField(body.sandbox_id, "sandbox_id");
          const sandboxId = ownOr(caller.sandboxId, asked, "Sandbox");
          const sandbox = await sandboxes.find(caller.workspaceId, sandboxId);
          if (sandbox === undefined) throw unknown("Sandbox", asked);
          return sandboxReply(await signPair(tokens, { ...caller, sandboxId }));
        }
        case "refresh_token": {
          const pair = await renew(parts, requiredField(body.refresh_token, "refresh_token"));
          const { workspaceId = "", sandboxId = "" } = pair.principal;
          const sandbox = await sandboxes.find(workspaceId, sandboxId);
          if (sandbox === undefined) throw notOfThis("sandbox");
          return sandboxReply(pair);
        }
        default:
          throw unsupportedGrant("existing_sandbox or refresh_token, or left out");
      }
    }),
  ];
}

function ordinaryDatabase(workspaceId: string, name: string | undefined): NewDatabase {
  return {
    workspaceId,
    name,
    defaultCatalog: undefined,
    defaultSchema: undefined,
    schemas: [],
    expiresAt: undefined,
  };
}

interface KeyHeaders {
  readonly authorization?: string | undefined;
  readonly "x-workspace-id"?: string | undefined;
}

/** Whoever may do `operation` itself may have a token for what it is about. */
async function callerOf(
  { authenticator }: ScopedTokenParts,
  headers: KeyHeaders,
  operation: Operation,
): Promise<Principal & { readonly workspaceId: string }> {
  const principal = await authenticator.authenticate(headers.authorization);
  authorize(principal, operation);
  await authenticator.findOwnDatabase(principal);
  const sent = headers["x-workspace-id"];
  return { ...principal, workspaceId: await authenticator.resolveWorkspace(principal, sent) };
}

function ownOr(own: string | undefined, asked: string, what: string): string {
  if (own !== undefined && own !== asked) throw unknown(what, asked);
  return asked;
}

function unknown(what: string, id: string): Error {
  return notFound(`${what} '${id}' not found.`);
}

function notOfThis(what: string): Error {
  return invalidGrant(`The refresh token is not one of a ${what} that is there.`);
}

function databaseReply(pair: TokenPair): Reply {
  return tokenReply(pair, { database_id: pair.principal.databaseId ?? "" });
}

function sandboxReply(pair: TokenPair): Reply {
  return tokenReply(pair, { sandbox_id: pair.principal.sandboxId ?? "" });
}

function tokenReply(pair: TokenPair, subject: Readonly<Record<string, string>>): Reply {
  const answer = {
    token: pair.accessToken,
    refresh_token: pair.refreshToken,
    ...subject,
    expires_in: pair.expiresIn,
    refresh_expires_in: pair.refreshExpiresIn,
  };
  const reply = json(200, answer, NOT_STORED);
  return withAudit(reply, { caller: pair.principal, target: subject });
}
