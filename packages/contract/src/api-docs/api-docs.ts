import { API_DESCRIPTIONS } from "../api-descriptions.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { buildOpenApi } from "../openapi.ts";
import type { Operation } from "../operation.ts";
import { blocks, headingLink, table } from "./markdown.ts";
import { modelSection } from "./model-section.ts";
import { operationSection } from "./operation-section.ts";

/**
 * The committed `docs/api.md`, as text.
 * @param ownIds operations that other servers of this API do not have
 */
export function apiDocs(operations: readonly Operation[], ownIds: ReadonlySet<string>): string {
  const byApi = Map.groupBy(operations, ({ api }) => api);
  const apis = [...byApi].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sections = apis.map(([api, members]) =>
    blocks(
      `## ${api}`,
      API_DESCRIPTIONS[api] ?? "",
      ...members.map((operation) => operationSection(operation, ownIds.has(operation.id))),
    ),
  );
  const models = Object.entries(modelSchemas(operations)).map(([name, schema]) => {
    if (!isJsonObject(schema)) throw new Error(`model ${name} has no schema`);
    return modelSection(name, schema);
  });
  return `${blocks(
    "<!-- Generated from packages/contract/src/operations by `npm run generate`; do not edit. -->",
    INTRODUCTION,
    overview(apis, ownIds),
    ...sections,
    "## Models",
    "What bodies look like. A field that is not marked as required may be missing in requests; in answers it may be missing or null.",
    ...models,
  )}\n`;
}

const INTRODUCTION = `# HTTP API

Every operation of the server. A running server shows the same at \`/docs\`, where operations can be
tried out, and as OpenAPI at \`/openapi.json\`; the file is [openapi.json](../openapi.json).

- Send the API key as \`Authorization: Bearer <key>\` and the workspace as \`X-Workspace-Id\`, which a
  key with one workspace can leave out.
- Bodies are JSON unless said otherwise. Unknown fields are ignored; null means "left out".
- Errors are JSON, too: [errors.md](errors.md) lists the codes. Any operation can also answer 404, 405,
  408, 413, 429, 500 or 503 with the codes of that page.
- **Own**: operations that only this server has; clients of the Hotdata API in other languages do
  not know them.`;

function overview(
  apis: readonly (readonly [string, readonly Operation[]])[],
  ownIds: ReadonlySet<string>,
): string {
  const rows = apis.flatMap(([, operations]) =>
    operations.map(({ id, method, path, summary }) => [
      headingLink(id),
      `\`${method} ${path}\``,
      summary,
      ownIds.has(id) ? "own" : "",
    ]),
  );
  return blocks("## Overview", table(["Operation", "Call", "What it does", ""], rows));
}

function modelSchemas(operations: readonly Operation[]): JsonObject {
  const { components } = buildOpenApi(operations, "");
  const schemas = isJsonObject(components) ? components["schemas"] : undefined;
  if (!isJsonObject(schemas)) throw new Error("the document has no schemas");
  return schemas;
}
