import { asArray, asObject, asString, DocumentError, entriesOf, textOf } from "./json-access.ts";
import type { JsonObject } from "./json-access.ts";
import { parseErrorCodes, parseErrors } from "./errors.ts";
import type { ErrorSpec } from "./errors.ts";
import { parseShape } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** What the generator needs of an OpenAPI 3.1 document. */
export interface ApiDocument {
  readonly models: ReadonlyMap<string, ModelSpec>;
  readonly operations: readonly OperationSpec[];
  /** What each API class is for, by its name; only where the document says so. */
  readonly apiDescriptions: ReadonlyMap<string, string>;
}

export interface ModelSpec {
  readonly name: string;
  readonly description: string;
  /** Properties of an object; absent for a name given to another shape. */
  readonly properties?: readonly PropertySpec[];
  readonly alias?: Shape;
}

export interface PropertySpec {
  readonly wireName: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
  /** The value that the server takes when there is none, as JSON. */
  readonly defaultText: string | undefined;
}

export interface ParameterSpec extends PropertySpec {
  readonly in: "path" | "query" | "header";
}

export interface OperationSpec {
  readonly id: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** What the summary leaves open; maybe empty. */
  readonly description: string;
  readonly auth: "none" | "bearer" | "workspace";
  /** Whether it only reads, as the document says for each operation with a key. */
  readonly reads: boolean;
  readonly parameters: readonly ParameterSpec[];
  readonly body: BodySpec | undefined;
  /** Successful answers by status. */
  readonly answers: ReadonlyMap<string, AnswerSpec>;
  readonly errors: readonly ErrorSpec[];
  /** Whether it can answer in other formats than JSON as well. */
  readonly hasOtherFormats: boolean;
}

export interface AnswerSpec {
  readonly description: string;
  /** Name of the JSON model; `undefined` where there is no body. */
  readonly model: string | undefined;
}

export interface BodySpec {
  readonly isRequired: boolean;
  readonly contentType: string;
  /** Name of the JSON model; `undefined` for raw bytes. */
  readonly model: string | undefined;
}

export function parseDocument(value: unknown): ApiDocument {
  const root = asObject(value, "document");
  const components = asObject(root["components"], "components");
  const models = entriesOf(components["schemas"], "components.schemas").map(
    ([name, schema]) => [name, parseModel(name, schema)] as const,
  );
  const codes = parseErrorCodes(root["x-error-codes"]);
  const operations = entriesOf(root["paths"], "paths").flatMap(([path, item]) =>
    entriesOf(item, path).map(([method, operation]) => ({
      ...parseOperation(method, path, operation),
      errors: parseErrors(asObject(operation, path)["responses"], codes),
    })),
  );
  return { models: new Map(models), operations, apiDescriptions: parseTags(root["tags"]) };
}

function parseTags(value: unknown): ReadonlyMap<string, string> {
  const tags = asArray(value ?? [], "tags").map((tag) => asObject(tag, "tags"));
  return new Map(tags.map((tag) => [textOf(tag, "name"), textOf(tag, "description")]));
}

function parseModel(name: string, value: unknown): ModelSpec {
  const schema = asObject(value, name);
  const description = textOf(schema, "description");
  if (schema["type"] !== "object" || schema["properties"] === undefined) {
    return { name, description, alias: parseShape(schema, name) };
  }
  const required = asArray(schema["required"] ?? [], `${name}.required`);
  const properties = entriesOf(schema["properties"], name).map(([wireName, property]) => ({
    wireName,
    description: textOf(asObject(property, `${name}.${wireName}`), "description"),
    isRequired: required.includes(wireName),
    shape: parseShape(property, `${name}.${wireName}`),
    defaultText: defaultOf(property),
  }));
  return { name, description, properties };
}

function parseOperation(
  method: string,
  path: string,
  value: unknown,
): Omit<OperationSpec, "errors"> {
  const where = `${method.toUpperCase()} ${path}`;
  const operation = asObject(value, where);
  return {
    id: asString(operation["operationId"], `${where}.operationId`),
    api: asString(asArray(operation["tags"], `${where}.tags`)[0], `${where}.tags[0]`),
    method: method.toUpperCase(),
    path,
    summary: textOf(operation, "summary"),
    description: textOf(operation, "description"),
    auth: parseAuth(operation, where),
    reads: operation["x-effect"] === "read",
    parameters: asArray(operation["parameters"] ?? [], where).map((item) =>
      parseParameter(item, where),
    ),
    body:
      operation["requestBody"] === undefined
        ? undefined
        : parseBody(operation["requestBody"], where),
    answers: parseAnswers(operation["responses"], where),
    hasOtherFormats: entriesOf(operation["responses"], where).some(
      ([, answer]) => entriesOf(asObject(answer, where)["content"], where).length > 1,
    ),
  };
}

function parseAuth(operation: JsonObject, where: string): "none" | "bearer" | "workspace" {
  const [first] = asArray(operation["security"] ?? [], `${where}.security`);
  if (first === undefined) return "none";
  return asObject(first, `${where}.security[0]`)["WorkspaceId"] === undefined
    ? "bearer"
    : "workspace";
}

function parseParameter(value: unknown, where: string): ParameterSpec {
  const parameter = asObject(value, `${where}.parameters`);
  const wireName = asString(parameter["name"], `${where}.parameters`);
  const place = parameter["in"];
  if (place !== "path" && place !== "query" && place !== "header") {
    throw new DocumentError(`${where} ${wireName}`, "must be in path, query or header");
  }
  return {
    in: place,
    wireName,
    description: textOf(parameter, "description"),
    isRequired: parameter["required"] === true,
    shape: parseShape(parameter["schema"] ?? {}, `${where} ${wireName}`),
    defaultText: defaultOf(parameter["schema"]),
  };
}

function defaultOf(schema: unknown): string | undefined {
  const value = asObject(schema ?? {}, "schema")["default"];
  return value === undefined ? undefined : `\`${JSON.stringify(value)}\``;
}

function parseBody(value: unknown, where: string): BodySpec {
  const body = asObject(value, where);
  const [content] = entriesOf(body["content"], `${where}.requestBody`);
  if (content === undefined) throw new DocumentError(where, "has a body without content");
  const [contentType, media] = content;
  const model = contentType === "application/json" ? modelOf(media, where) : undefined;
  return { isRequired: body["required"] === true, contentType, model };
}

function parseAnswers(value: unknown, where: string): ReadonlyMap<string, AnswerSpec> {
  const answers = new Map<string, AnswerSpec>();
  for (const [status, answer] of entriesOf(value, `${where}.responses`)) {
    if (!status.startsWith("2")) continue;
    const description = textOf(asObject(answer, where), "description");
    const content = entriesOf(asObject(answer, where)["content"], `${where} ${status}`);
    const json = content.find(([contentType]) => contentType === "application/json");
    const model = json === undefined ? undefined : modelOf(json[1], `${where} ${status}`);
    answers.set(status, { description, model });
  }
  return answers;
}

function modelOf(media: unknown, where: string): string {
  const shape = parseShape(asObject(media, where)["schema"], where);
  if (shape.kind !== "ref") throw new DocumentError(where, "must be a model with an id");
  return shape.model;
}
