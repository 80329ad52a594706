import { z, type ZodObject, type ZodType } from "zod";
import type { JsonObject } from "./json.ts";
import { isJsonObject } from "./json.ts";

const REFERENCE_PREFIX = "#/components/schemas/";

export function schemaReference(model: ZodType): JsonObject {
  const id = z.globalRegistry.get(model)?.id;
  if (id === undefined) throw new Error("a model used in an operation has no id");
  return { $ref: `${REFERENCE_PREFIX}${id}` };
}

/** Schema of each parameter by its name, and whether it has to be given. */
export function parameterSchemas(
  parameters: ZodObject,
): readonly { name: string; required: boolean; schema: JsonObject }[] {
  const schema = toJson(z.toJSONSchema(parameters, { io: "input", override: tidy }));
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties).map(([name, property]) => {
    if (!isJsonObject(property)) throw new Error(`parameter ${name} has no schema`);
    return { name, required: required.includes(name), schema: property };
  });
}

/**
 * Named schemas that requests and responses lead to. A request model is described as it is sent,
 * a response model as it is received; a model used in both must look the same in both.
 */
export function componentSchemas(
  requestModels: readonly ZodType[],
  responseModels: readonly ZodType[],
): JsonObject {
  const sent = reachable(namedSchemas("input"), requestModels);
  const received = reachable(namedSchemas("output"), responseModels);
  for (const [id, schema] of sent) {
    const other = received.get(id);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(schema)) {
      throw new Error(`model ${id} is sent and received in different shapes: split it in two`);
    }
  }
  const all = [...new Map([...sent, ...received])];
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function namedSchemas(io: "input" | "output"): ReadonlyMap<string, JsonObject> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    io,
    // Only models of the other direction hold what cannot be described; they are not reachable.
    unrepresentable: "any",
    uri: (id) => `${REFERENCE_PREFIX}${id}`,
    override: tidy,
  });
  return new Map(Object.entries(schemas).map(([id, schema]) => [id, withoutEnvelope(schema)]));
}

function withoutEnvelope(schema: object): JsonObject {
  const { $schema: _, $id: __, id: ___, ...rest } = toJson(schema);
  return rest;
}

function reachable(
  schemas: ReadonlyMap<string, JsonObject>,
  models: readonly ZodType[],
): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJsonObject(value)) return;
    const reference = value["$ref"];
    if (typeof reference === "string") visitNamed(reference.slice(REFERENCE_PREFIX.length));
    Object.values(value).forEach(visit);
  };
  const visitNamed = (id: string): void => {
    if (found.has(id)) return;
    const schema = schemas.get(id);
    if (schema === undefined) throw new Error(`schema ${id} is referred to but not named`);
    found.set(id, schema);
    visit(schema);
  };
  models.map(schemaReference).forEach(visit);
  return found;
}

interface SchemaContext {
  readonly zodSchema: ZodType | z.core.$ZodType;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** Leaves out what says nothing: bounds of safe integers, and that unknown fields are dropped. */
function tidy({ zodSchema, jsonSchema }: SchemaContext): void {
  // Zod drops the default of a value that it converts, as every query parameter is.
  const fallback = z.globalRegistry.get(zodSchema)?.["default"];
  if (fallback !== undefined) jsonSchema.default = fallback;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function toJson(value: object): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(value));
  if (!isJsonObject(json)) throw new Error("a schema must be a JSON object");
  return json;
}
