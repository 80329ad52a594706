import { isJsonObject, type JsonObject } from "../json.ts";
import { headingLink } from "./markdown.ts";

const REFERENCE = /^#\/components\/schemas\/(.+)$/;

/** What a value looks like, in words: `list of [Column](#column) or null`. */
export function schemaText(schema: JsonObject): string {
  const reference = REFERENCE.exec(textOf(schema["$ref"]))?.[1];
  if (reference !== undefined) return headingLink(reference);
  const variants = objectsOf(schema["anyOf"] ?? schema["oneOf"]);
  if (variants.length > 0) return variants.map(schemaText).join(" or ");
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [schema["const"]];
  const shown = values.filter((value) => value !== undefined);
  if (shown.length > 0) return shown.map((value) => `\`${String(value)}\``).join(", ");
  const types: readonly unknown[] = Array.isArray(schema["type"])
    ? schema["type"]
    : [schema["type"]];
  return types.map((type) => typeText(textOf(type), schema)).join(" or ");
}

/** The default, for a column of its own; empty when there is none. */
export function defaultText(schema: JsonObject): string {
  return schema["default"] === undefined ? "" : `\`${JSON.stringify(schema["default"])}\``;
}

function typeText(type: string, schema: JsonObject): string {
  switch (type) {
    case "array":
      return `list of ${memberText(schema["items"])}`;
    case "object":
      return isJsonObject(schema["additionalProperties"])
        ? `map of ${memberText(schema["additionalProperties"])}`
        : "object";
    case "string":
      return schema["format"] === "date-time" ? "time" : "text";
    case "":
      return "any";
    default:
      return type;
  }
}

function memberText(schema: unknown): string {
  return isJsonObject(schema) ? schemaText(schema) : "any";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
