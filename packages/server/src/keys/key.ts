import type { Principal } from "../http/request-context.ts";

/** An API key as it is kept, without the key itself. */
export interface Key {
  readonly id: string;
  /** For people; may be empty. */
  readonly name: string;
  /** End of the key; undefined for keys of older servers. */
  readonly lastFour: string | undefined;
  /** Undefined: every workspace of the server. */
  readonly workspaceId: string | undefined;
  /** Undefined: every database of the workspace. */
  readonly databaseId: string | undefined;
  readonly isReadOnly: boolean;
  /** Undefined: never. */
  readonly expiresAt: Date | undefined;
  /** Undefined: the server's setting; 0: no limit. */
  readonly rateLimitPerMinute: number | undefined;
  readonly createdAt: Date;
  /** Undefined: never, or so recently for the first time that it is not written yet. */
  readonly lastUsedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
}

export function isExpired({ expiresAt }: Key, now = new Date()): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

/** Who calls with this key. */
export function principalOf({ id, workspaceId, databaseId, isReadOnly }: Key): Principal {
  return { keyId: id, workspaceId, databaseId, isReadOnly, sandboxId: undefined };
}
