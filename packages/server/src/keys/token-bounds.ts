import { z } from "zod";
import type { Principal } from "../http/request-context.ts";

/** How far a token reaches; what is undefined is as with its key. */
export interface TokenBounds {
  readonly workspaceId: string | undefined;
  readonly databaseId: string | undefined;
  readonly sandboxId: string | undefined;
  readonly isReadOnly: boolean;
}

/** Clients read `database`, `sandbox` and `workspaces`. */
const claims = z.object({
  workspaces: z.tuple([z.string()]).optional(),
  database: z.string().optional(),
  sandbox: z.string().optional(),
  read_only: z.boolean().optional(),
});

export function claimsOf(principal: Principal): z.infer<typeof claims> {
  const { workspaceId, databaseId, sandboxId, isReadOnly } = principal;
  return {
    ...(workspaceId === undefined ? {} : { workspaces: [workspaceId] }),
    ...(databaseId === undefined ? {} : { database: databaseId }),
    ...(sandboxId === undefined ? {} : { sandbox: sandboxId }),
    ...(isReadOnly ? { read_only: true } : {}),
  };
}

/** Undefined when they are not claims of this server. */
export function boundsOfClaims(payload: unknown): TokenBounds | undefined {
  const { success, data } = claims.safeParse(payload);
  if (!success) return undefined;
  return {
    workspaceId: data.workspaces?.[0],
    databaseId: data.database,
    sandboxId: data.sandbox,
    isReadOnly: data.read_only === true,
  };
}

/** The key within the bounds of a token; undefined when they do not lie within the key's own. */
export function narrow(key: Principal, bounds: TokenBounds): Principal | undefined {
  const { workspaceId, databaseId, sandboxId } = bounds;
  const isWider =
    leaves(key.workspaceId, workspaceId) ||
    leaves(key.databaseId, databaseId) ||
    leaves(key.sandboxId, sandboxId);
  if (isWider) return undefined;
  return {
    keyId: key.keyId,
    workspaceId: key.workspaceId ?? workspaceId,
    databaseId: key.databaseId ?? databaseId,
    sandboxId: key.sandboxId ?? sandboxId,
    isReadOnly: key.isReadOnly || bounds.isReadOnly,
  };
}

function leaves(own: string | undefined, asked: string | undefined): boolean {
  return own !== undefined && asked !== undefined && own !== asked;
}
