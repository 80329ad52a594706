import { isJsonObject, type JsonObject } from "../json.ts";
import { blocks, table } from "./markdown.ts";
import { defaultText, schemaText } from "./schema-text.ts";

/** A model with its fields; one that is no object says what it is. */
export function modelSection(name: string, schema: JsonObject): string {
  const { description, properties } = schema;
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const fields = isJsonObject(properties) ? Object.entries(properties) : [];
  return blocks(
    `### ${name}`,
    String(description),
    isJsonObject(properties) ? "" : `Type: ${schemaText(schema)}.`,
    table(
      ["Field", "Type", "Default", "Meaning"],
      fields.map(([field, value]) => fieldRow(field, value, required.includes(field))),
    ),
  );
}

function fieldRow(name: string, schema: unknown, isRequired: boolean): string[] {
  if (!isJsonObject(schema)) throw new Error(`field ${name} has no schema`);
  const label = `\`${name}\`${isRequired ? " (required)" : ""}`;
  return [label, schemaText(schema), defaultText(schema), String(schema["description"])];
}
