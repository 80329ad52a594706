import { type KeyScope, type Operation, effectOf, narrowestKeyOf } from "@hotdata/contract";
import { accessDenied } from "./api-error.ts";
import type { Principal } from "./request-context.ts";

const WIDTH: Readonly<Record<KeyScope, number>> = { database: 0, workspace: 1, account: 2 };

const BOUND_TO: Readonly<Record<KeyScope, string>> = {
  account: "to nothing",
  workspace: "to one workspace",
  database: "to one database",
};

const NEEDED: Readonly<Record<KeyScope, string>> = {
  account: "a key with scope `account`, for the whole server",
  workspace: "a key with scope `workspace`",
  database: "any key",
};

/**
 * The one place that decides whether a key reaches an operation at all.
 * @throws {ApiError} ACCESS_DENIED that says which key is needed.
 */
export function authorize(principal: Principal, operation: Operation): void {
  const scope = scopeOf(principal);
  const needed = narrowestKeyOf(operation);
  if (WIDTH[scope] < WIDTH[needed]) {
    throw accessDenied(
      `This key is bound ${BOUND_TO[scope]}; ${operation.id} needs ${NEEDED[needed]}.`,
    );
  }
  const writes = effectOf(operation) === "write";
  if (writes && principal.sandboxId !== undefined && operation.sandboxTokens !== true) {
    throw accessDenied(
      `This token is for one sandbox; ${operation.id} changes what is outside of it and needs the key itself.`,
    );
  }
  if (principal.isReadOnly && writes) {
    throw accessDenied(
      `This key is read-only; ${operation.id} makes changes and needs a key without \`read_only\`.`,
    );
  }
}

export function scopeOf({ workspaceId, databaseId }: Principal): KeyScope {
  if (databaseId !== undefined) return "database";
  return workspaceId === undefined ? "account" : "workspace";
}
