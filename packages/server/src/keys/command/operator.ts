import type { Principal } from "../../http/request-context.ts";

/** Whoever can write the data folder may do anything; no key stands behind it. */
export const OPERATOR: Principal = {
  keyId: "",
  workspaceId: undefined,
  databaseId: undefined,
  isReadOnly: false,
  sandboxId: undefined,
};
