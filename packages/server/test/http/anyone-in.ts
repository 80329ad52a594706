import type { Authenticator } from "../../src/http/authenticator.ts";

/** Lets everybody in, as the operator in one workspace. */
export function anyoneIn(workspaceId: string): Authenticator {
  return {
    authenticate: async () => ({
      keyId: "key",
      workspaceId: undefined,
      databaseId: undefined,
      isReadOnly: false,
      sandboxId: undefined,
    }),
    resolveWorkspace: async () => workspaceId,
    findOwnDatabase: async () => undefined,
  };
}
