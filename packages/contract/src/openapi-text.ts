import type { JsonObject } from "./json.ts";
import { buildOpenApi } from "./openapi.ts";
import { operations } from "./operations.ts";

/** Version of the wire contract; raised when it changes. */
export const CONTRACT_VERSION = "0.1.0";

/** All operations and models as an OpenAPI document. */
export function openApiDocument(): JsonObject {
  return buildOpenApi(Object.values(operations), CONTRACT_VERSION);
}

/** The committed `openapi.json`, as text. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}
