import { asArray, asObject, asString, DocumentError } from "./json-access.ts";
import type { JsonObject } from "./json-access.ts";

/** The form of a value: what remains of a JSON schema once only code generation matters. */
export type Shape =
  | { readonly kind: "string"; readonly values: readonly string[]; readonly isTime: boolean }
  | { readonly kind: "integer"; readonly is64Bit: boolean }
  | { readonly kind: "number" | "boolean" | "any" }
  | { readonly kind: "array"; readonly items: Shape }
  | { readonly kind: "map"; readonly values: Shape }
  | { readonly kind: "nullable"; readonly inner: Shape }
  | { readonly kind: "union"; readonly variants: readonly Shape[] }
  | { readonly kind: "ref"; readonly model: string };

const REF_PREFIX = "#/components/schemas/";

/** @throws {@link DocumentError} for what the generator has no TypeScript for. */
export function parseShape(value: unknown, where: string): Shape {
  const schema = asObject(value, where);
  if (schema["$ref"] !== undefined) return parseRef(asString(schema["$ref"], where), where);
  const variants = schema["anyOf"] ?? schema["oneOf"];
  if (variants !== undefined) {
    return joinVariants(
      asArray(variants, where).map((variant, index) =>
        parseVariant(variant, `${where}.anyOf[${index}]`),
      ),
    );
  }
  if (Array.isArray(schema["type"])) {
    const types: readonly unknown[] = schema["type"];
    return joinVariants(types.map((type) => parseVariant({ ...schema, type }, where)));
  }
  return parseTyped(schema, where);
}

/** `undefined` stands for null. */
function parseVariant(value: unknown, where: string): Shape | undefined {
  return asObject(value, where)["type"] === "null" ? undefined : parseShape(value, where);
}

function joinVariants(parts: readonly (Shape | undefined)[]): Shape {
  const variants = parts.filter((part) => part !== undefined).map(stripNullable);
  const [first] = variants;
  if (first === undefined) return { kind: "any" };
  const joined: Shape = variants.length === 1 ? first : { kind: "union", variants };
  const hasNull = parts.some((part) => part === undefined || part.kind === "nullable");
  return hasNull ? { kind: "nullable", inner: joined } : joined;
}

function stripNullable(shape: Shape): Shape {
  return shape.kind === "nullable" ? shape.inner : shape;
}

function parseRef(ref: string, where: string): Shape {
  if (!ref.startsWith(REF_PREFIX)) throw new DocumentError(where, `cannot follow ${ref}`);
  return { kind: "ref", model: ref.slice(REF_PREFIX.length) };
}

function parseTyped(schema: JsonObject, where: string): Shape {
  switch (schema["type"]) {
    case "string":
      return {
        kind: "string",
        values:
          schema["const"] === undefined
            ? parseValues(schema, where)
            : [asString(schema["const"], where)],
        isTime: schema["format"] === "date-time",
      };
    case "integer":
      return { kind: "integer", is64Bit: schema["format"] === "int64" };
    case "number":
    case "boolean":
      return { kind: schema["type"] };
    case "array":
      return { kind: "array", items: parseShape(schema["items"] ?? {}, `${where}[]`) };
    case "object":
      return parseMap(schema, where);
    case undefined:
      return { kind: "any" };
    default:
      throw new DocumentError(where, `has a type that is not understood`);
  }
}

function parseValues(schema: JsonObject, where: string): readonly string[] {
  return asArray(schema["enum"] ?? [], where).map((item) => asString(item, `${where}.enum`));
}

function parseMap(schema: JsonObject, where: string): Shape {
  if (schema["properties"] !== undefined) {
    throw new DocumentError(where, "is an object without a name; give its model an id");
  }
  const values = schema["additionalProperties"];
  const isOpen = values === undefined || values === true;
  return { kind: "map", values: isOpen ? { kind: "any" } : parseShape(values, `${where}{}`) };
}
