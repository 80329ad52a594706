import { createHash } from "node:crypto";
import { createId } from "../ids/create-id.ts";
import type { LoadRequest } from "./load-request.ts";

/** Equal for requests that ask for the same load. */
export function requestHashOf(request: LoadRequest): string {
  return hashOf([...destinationOf(request), request.input]);
}

/**
 * What a load is recorded under with its commit. Repeating a request that may have been committed
 * gives the same id: then the commit is found and not made a second time.
 */
export function loadIdOf(request: LoadRequest): string {
  const { input, idempotencyKey, target } = request;
  if (input.kind === "uploads") {
    return idFrom([...destinationOf(request), input.uploadIds]);
  }
  if (idempotencyKey === undefined) return createId("load");
  return idFrom([target.workspaceId, idempotencyKey, requestHashOf(request)]);
}

function destinationOf({ target, mode, key }: LoadRequest): readonly unknown[] {
  return [target.databaseId, target.schema, target.table, mode, key ?? null];
}

function idFrom(parts: readonly unknown[]): string {
  return `load${hashOf(parts)}`;
}

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
