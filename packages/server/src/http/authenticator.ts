import type { Principal } from "./request-context.ts";

/** Decides who calls and for which workspace. Both reject with `AccessError`. */
export interface Authenticator {
  /** `authorization` is the header as sent. */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** `workspaceId` is the header as sent; absent or empty takes the key's only workspace. */
  resolveWorkspace(principal: Principal, workspaceId: string | undefined): Promise<string>;
}
