import type { Principal } from "./request-context.ts";

/** The database that a key is bound to. */
export interface OwnDatabase {
  readonly id: string;
  readonly connectionId: string;
}

/** Decides who calls and for which workspace. All reject with `AccessError`. */
export interface Authenticator {
  /** `authorization` is the header as sent. */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** `workspaceId` is the header as sent; absent or empty takes the key's only workspace. */
  resolveWorkspace(principal: Principal, workspaceId: string | undefined): Promise<string>;
  /** The only database that may be used; undefined for keys of whole workspaces. */
  findOwnDatabase(principal: Principal): Promise<OwnDatabase | undefined>;
}
