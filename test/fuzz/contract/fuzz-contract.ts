import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Schema } from "./schema.ts";

const DOCUMENT = join(import.meta.dirname, "../../../openapi.json");

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Media {
  readonly schema: Schema;
}

interface Response {
  readonly content?: Readonly<Record<string, Media>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, Media>>;
  };
  readonly responses: Readonly<Record<string, Response>>;
  /** The contract has it, this version of the server not yet: the feature that is missing. */
  readonly "x-effect"?: "read" | "write";
  readonly "x-narrowest-key"?: KeyScope;
}

/** What an API key is good for. */
export type KeyScope = "database" | "workspace" | "account";

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly "x-error-codes": readonly { readonly code: string; readonly status: number }[];
}

export interface FuzzOperation {
  readonly id: string;
  readonly method: string;
  /** As in the document: `/v1/databases/{database_id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly contentType: string; readonly schema: Schema } | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  readonly needsKey: boolean;
  readonly needsWorkspace: boolean;
  /** Keys that may only read cannot call it. */
  readonly isWriting: boolean;
  readonly narrowestKey: KeyScope;
}

export interface FuzzContract {
  readonly document: OpenApiDocument;
  readonly operations: readonly FuzzOperation[];
  /** Follows a `$ref`. */
  resolve(schema: Schema): Schema;
}

/** What may be called, from the committed `openapi.json` alone. */
export function readContract(): FuzzContract {
  const document: OpenApiDocument = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => toFuzzOperation(method, path, operation)),
  );
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref === undefined) return schema;
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    const target = document.components.schemas[name];
    if (target === undefined) throw new Error(`openapi.json has no schema ${name}`);
    return resolve(target);
  };
  return { document, operations, resolve };
}

function toFuzzOperation(method: string, path: string, operation: OperationObject): FuzzOperation {
  const [contentType, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const schemes = new Set(operation.security.flatMap((scheme) => Object.keys(scheme)));
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    parameters: operation.parameters ?? [],
    body:
      contentType === undefined || media === undefined
        ? undefined
        : { contentType, schema: media.schema },
    responses: operation.responses,
    needsKey: schemes.has("BearerAuth"),
    needsWorkspace: schemes.has("WorkspaceId"),
    isWriting: operation["x-effect"] === "write",
    narrowestKey: operation["x-narrowest-key"] ?? "database",
  };
}
