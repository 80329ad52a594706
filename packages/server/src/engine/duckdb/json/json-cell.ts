import type { ColumnType } from "@hotdata/contract/types";
import type { JsonNode } from "./json-node.ts";

const VARCHAR: ColumnType = { kind: "scalar", name: "VARCHAR" };

/** The text that a value is read from as a value of the type; null for NULL. */
export function jsonCell(text: string, node: JsonNode, type: ColumnType): string | null {
  if (node.kind === "null") return null;
  const raw = text.slice(node.start, node.end);
  if (type.kind === "list" || type.kind === "struct") return nested(text, node, type);
  if (type.kind === "scalar" && type.name === "JSON") return raw;
  return node.kind === "string" ? node.text : raw;
}

/** JSON in which values that the engine would read as doubles, or write anew, are strings. */
function nested(text: string, node: JsonNode, type: ColumnType): string {
  if (node.kind === "null") return "null";
  if (type.kind === "list" && node.kind === "array") {
    return `[${node.items.map((item) => nested(text, item, type.element)).join(",")}]`;
  }
  if (type.kind === "struct" && node.kind === "object") {
    const values = new Map(node.keys.map((key, index) => [key, node.values[index]]));
    // The engine wants every field in every object.
    const fields = type.fields.map((field) => {
      const value = values.get(field.name);
      const inner = value === undefined ? "null" : nested(text, value, field.type);
      return `${JSON.stringify(field.name)}:${inner}`;
    });
    return `{${fields.join(",")}}`;
  }
  const raw = text.slice(node.start, node.end);
  if (!isReadAsString(type)) return raw;
  return JSON.stringify(node.kind === "string" && !isJson(type) ? node.text : raw);
}

/** The type that such JSON is turned into first. */
export function transformType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case "list":
      return { kind: "list", element: transformType(type.element) };
    case "struct":
      return {
        kind: "struct",
        fields: type.fields.map((field) => ({ name: field.name, type: transformType(field.type) })),
      };
    default:
      return isReadAsString(type) ? VARCHAR : type;
  }
}

function isReadAsString(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  return (
    type.kind === "scalar" && ["JSON", "TIMESTAMP_NS", "TIMESTAMPTZ", "DOUBLE"].includes(type.name)
  );
}

function isJson(type: ColumnType): boolean {
  return type.kind === "scalar" && type.name === "JSON";
}
