import type { ZodType } from "zod";
import { API_DESCRIPTIONS } from "./api-descriptions.ts";
import { isAudited } from "./audited-operations.ts";
import { ERROR_CODES, type ErrorCodeEntry, FLAT_ERROR_CODES } from "./error-codes.ts";
import type { JsonObject } from "./json.ts";
import { componentSchemas, parameterSchemas, schemaReference } from "./openapi-schemas.ts";
import { effectOf, narrowestKeyOf } from "./operation-access.ts";
import type { Operation, OperationResponse, RequestBody } from "./operation.ts";

const DESCRIPTION = [
  "SQL databases in one call: create one, load files into it, query it, fetch results as JSON or Apache Arrow.",
  "Send the API key as bearer token and the workspace as `X-Workspace-Id`.",
  "Errors about the key or the workspace have the body `Error`, all others `ApiErrorResponse`; `docs/errors.md` lists the codes.",
].join(" ");

/** Builds the OpenAPI 3.1 document of the given operations. The same input gives the same text. */
export function buildOpenApi(operations: readonly Operation[], version: string): JsonObject {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hotdata API",
      version,
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "https://api.hotdata.dev" }],
    tags: [...new Set(operations.map((operation) => operation.api))].map(apiTag),
    paths: paths(operations),
    components: {
      schemas: componentSchemas(
        operations.flatMap(requestModels),
        operations.flatMap(responseModels),
      ),
      securitySchemes: {
        BearerAuth: { type: "http", scheme: "bearer" },
        WorkspaceId: { type: "apiKey", in: "header", name: "X-Workspace-Id" },
      },
    },
    "x-error-codes": [
      ...errorCodes(ERROR_CODES, "ApiErrorResponse"),
      ...errorCodes(FLAT_ERROR_CODES, "Error"),
    ],
  };
}

function apiTag(name: string): JsonObject {
  const description = API_DESCRIPTIONS[name];
  return description === undefined ? { name } : { name, description };
}

function errorCodes(
  codes: Readonly<Record<string, ErrorCodeEntry>>,
  model: string,
): readonly JsonObject[] {
  return Object.entries(codes).map(([code, { status, retryable, when, action }]) => {
    return { code, model, status, retryable, when, action };
  });
}

function paths(operations: readonly Operation[]): JsonObject {
  const byPath = new Map<string, JsonObject>();
  for (const operation of operations) {
    const item = byPath.get(operation.path) ?? {};
    item[operation.method.toLowerCase()] = operationObject(operation);
    byPath.set(operation.path, item);
  }
  return Object.fromEntries(byPath);
}

function operationObject(operation: Operation): JsonObject {
  const parameters = [
    ...parameterObjects(operation.params, "path"),
    ...parameterObjects(operation.query, "query"),
    ...parameterObjects(operation.headers, "header"),
  ];
  return {
    operationId: operation.id,
    tags: [operation.api],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    ...(isAudited(operation) ? { "x-audited": true } : {}),
    security: security(operation),
    ...access(operation),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined ? {} : { requestBody: requestBody(operation.body) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        responseObject(response),
      ]),
    ),
  };
}

function security(operation: Operation): readonly JsonObject[] {
  if (operation.auth === "none") return [];
  if (operation.auth === "bearer") return [{ BearerAuth: [] }];
  if (operation.auth === "optional") return [{ BearerAuth: [], WorkspaceId: [] }, {}];
  return [{ BearerAuth: [], WorkspaceId: [] }];
}

/** Says which keys may call it; `docs/keys.md` explains the two. */
function access(operation: Operation): JsonObject {
  if (operation.auth === "none" || operation.auth === "optional") return {};
  return { "x-effect": effectOf(operation), "x-narrowest-key": narrowestKeyOf(operation) };
}

function parameterObjects(
  parameters: Operation["params"],
  location: "path" | "query" | "header",
): readonly JsonObject[] {
  if (parameters === undefined) return [];
  const described = parameterSchemas(parameters).filter(
    ({ name }) => location !== "header" || !IMPLIED_HEADERS.has(name),
  );
  return described.map(({ name, required, schema }) => {
    const { description, ...rest } = schema;
    return {
      name: location === "header" ? headerName(name) : name,
      in: location,
      required,
      description,
      schema: rest,
    };
  });
}

/** OpenAPI has other places for these: media types of the answers and of the body, security. */
const IMPLIED_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "content-type",
  "authorization",
  "x-workspace-id",
]);

function headerName(lowerCaseName: string): string {
  return lowerCaseName.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function requestBody(body: RequestBody): JsonObject {
  const schema =
    body.model === undefined ? { type: "string", format: "binary" } : schemaReference(body.model);
  return { required: body.required, content: { [body.contentType]: { schema } } };
}

function responseObject(response: OperationResponse): JsonObject {
  const content: JsonObject = {};
  if (response.model !== undefined) {
    content["application/json"] = { schema: schemaReference(response.model) };
  }
  for (const contentType of response.contentTypes ?? []) {
    content[mediaType(contentType)] = { schema: { type: "string", format: "binary" } };
  }
  return {
    description: response.description,
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}

function mediaType(contentType: string): string {
  return contentType.replace(/;.*$/, "");
}

function requestModels(operation: Operation): readonly ZodType[] {
  return operation.body?.model === undefined ? [] : [operation.body.model];
}

function responseModels(operation: Operation): readonly ZodType[] {
  return Object.values(operation.responses).flatMap(({ model }) =>
    model === undefined ? [] : [model],
  );
}
