import { buildOpenApi } from "./openapi.ts";
import { operations } from "./operations.ts";

/** Version of the wire contract; raised when it changes. */
export const CONTRACT_VERSION = "0.1.0";

/** The committed `openapi.json`, as text. */
export function openApiText(): string {
  const document = buildOpenApi(Object.values(operations), CONTRACT_VERSION);
  return `${JSON.stringify(document, null, 2)}\n`;
}
