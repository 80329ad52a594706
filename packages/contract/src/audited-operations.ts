import { effectOf } from "./operation-access.ts";
import type { Operation } from "./operation.ts";

/** All that these APIs change is remembered. */
const AUDITED_APIS: ReadonlySet<string> = new Set([
  "AuthApi",
  "EmbeddingProvidersApi",
  "KeysApi",
  "SecretsApi",
]);

/** Beside them and beside every deletion. */
const AUDITED_OPERATIONS: ReadonlySet<string> = new Set([
  "create_connection",
  "create_workspace",
  "update_connection",
]);

/** Whether calls of an operation are written down in the audit log. */
export function isAudited(operation: Operation): boolean {
  const { id, api, method } = operation;
  if (method === "DELETE" || AUDITED_OPERATIONS.has(id)) return true;
  return AUDITED_APIS.has(api) && effectOf(operation) === "write";
}
