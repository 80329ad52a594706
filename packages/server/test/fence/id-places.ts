import { type Operation, operations } from "@hotdata/contract";
import { z } from "zod";

/** What an id names. */
export type IdKind =
  | "batch"
  | "connection"
  | "database"
  | "databaseContext"
  | "dataset"
  | "embeddingProvider"
  | "job"
  | "queryRun"
  | "result"
  | "sandbox"
  | "savedQuery"
  | "secret"
  | "upload"
  | "workspace"
  | "workspaceContext";

/** A place of a request where an id of a workspace may stand. */
export interface IdPlace {
  readonly operation: Operation;
  readonly where: "path" | "query" | "header" | "body";
  readonly field: string;
  readonly kind: IdKind;
}

/** Fields that name nothing of a workspace, with the reason. */
const EXEMPT: Readonly<Record<string, string>> = {
  organization_public_id: "there is one organization",
  key_id: "keys are the operator's, who sees all of them",
  client_id: "names a kind of client, as OAuth wants it",
  idempotency_key: "made up by the caller",
  upload_ids: "as upload_id",
  api_key: "a credential, not an id",
  key: "names of columns",
};

const ID_LIKE = /(^|_|-)ids?$|^batch$|^secret_name$|(^|_)key$/;

const byField: Readonly<Record<string, IdKind>> = {
  batch: "batch",
  batch_id: "batch",
  connection_id: "connection",
  database_id: "database",
  dataset_id: "dataset",
  embedding_provider_id: "embeddingProvider",
  result_id: "result",
  sandbox_id: "sandbox",
  saved_query_id: "savedQuery",
  secret_id: "secret",
  secret_name: "secret",
  upload_id: "upload",
  workspace_id: "workspace",
  "x-database-id": "database",
  "x-sandbox-id": "sandbox",
  "x-session-id": "sandbox",
  "x-workspace-id": "workspace",
};

const byPath: Readonly<Record<string, IdKind>> = {
  "/v1/context/{name}": "workspaceContext",
  "/v1/databases/{database_id}/context/{name}": "databaseContext",
  "/v1/datasets/{id}": "dataset",
  "/v1/embedding-providers/{id}": "embeddingProvider",
  "/v1/jobs/{id}": "job",
  "/v1/queries/{id}": "savedQuery",
  "/v1/query-runs/{id}": "queryRun",
  "/v1/results/{id}": "result",
  "/v1/sandboxes/{public_id}": "sandbox",
  "/v1/secrets/{name}": "secret",
  "/v1/workspaces/{public_id}": "workspace",
};

/**
 * Every place of the contract where an id may stand. A new one that is neither known nor exempt
 * throws, so that nobody forgets it.
 */
export function listIdPlaces(): IdPlace[] {
  return Object.values(operations).flatMap((operation: Operation) => [
    ...pathPlaces(operation),
    ...fieldPlaces(operation, "query", fieldsOf(operation.query)),
    ...fieldPlaces(operation, "header", fieldsOf(operation.headers)),
    ...fieldPlaces(operation, "body", fieldsOf(operation.body?.model)),
  ]);
}

function pathPlaces(operation: Operation): IdPlace[] {
  const names = Array.from(operation.path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  return names.flatMap((field) => {
    const upTo = operation.path.slice(0, operation.path.indexOf(`{${field}}`) + field.length + 2);
    const kind = byPath[upTo] ?? (ID_LIKE.test(field) ? kindOf(operation, field) : undefined);
    return kind === undefined ? [] : [{ operation, where: "path" as const, field, kind }];
  });
}

function fieldPlaces(
  operation: Operation,
  where: "query" | "header" | "body",
  fields: readonly string[],
): IdPlace[] {
  return fields
    .filter((field) => ID_LIKE.test(field))
    .flatMap((field) => {
      const kind = kindOf(operation, field);
      return kind === undefined ? [] : [{ operation, where, field, kind }];
    });
}

function kindOf(operation: Operation, field: string): IdKind | undefined {
  if (field in EXEMPT) return undefined;
  const kind = byField[field];
  if (kind === undefined) throw new Error(`${operation.id}: no kind of id is known for ${field}`);
  return kind;
}

/** Names of the fields, also of those within others and of alternatives. */
export function fieldsOf(model: z.ZodType | undefined): string[] {
  if (model === undefined) return [];
  const found = new Set<string>();
  collect(z.toJSONSchema(model, { io: "input", unrepresentable: "any" }), found);
  return [...found];
}

function collect(schema: unknown, found: Set<string>): void {
  if (Array.isArray(schema)) for (const one of schema) collect(one, found);
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties" && typeof value === "object" && value !== null) {
      for (const name of Object.keys(value)) found.add(name);
    }
    collect(value, found);
  }
}
