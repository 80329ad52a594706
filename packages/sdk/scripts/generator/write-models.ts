import type { ApiDocument, ModelSpec, PropertySpec } from "./document.ts";
import type { ModelUsage } from "./model-usage.ts";
import { camelCase } from "./names.ts";
import type { Shape } from "./shape.ts";
import { propertyDoc } from "./write-doc.ts";
import { docComment, GENERATED_MARK, LINE_WIDTH } from "./source-text.ts";

/**
 * How a type is written for its direction. What callers write: values are a closed set, so that a
 * slip is found, and arrays may be readonly. What only the server writes: arrays are plain, and
 * values are an open set, since a newer server may know more.
 */
export interface TypeStyle {
  readonly isSent: boolean;
}

/** One TypeScript interface or type for each model in use. */
export function writeModels(document: ApiDocument, usage: ModelUsage): string {
  const blocks = usage.names.map((name) => {
    const model = document.models.get(name);
    return model === undefined ? "" : writeModel(model, { isSent: usage.sent.has(name) });
  });
  return `${[GENERATED_MARK, ...blocks].join("\n\n")}\n`;
}

function writeModel(model: ModelSpec, style: TypeStyle): string {
  const comment = docComment(model.description, "");
  if (model.alias !== undefined) {
    return [...comment, ...writeAlias(model.name, model.alias, style)].join("\n");
  }
  const properties = (model.properties ?? []).flatMap((property) => writeProperty(property, style));
  return [...comment, `export interface ${model.name} {`, ...properties, "}"].join("\n");
}

function writeAlias(name: string, shape: Shape, style: TypeStyle): readonly string[] {
  const single = `export type ${name} = ${typeText(shape, style)};`;
  if (single.length <= LINE_WIDTH) return [single];
  const variants = typeText(shape, style).split(" | ");
  return [
    `export type ${name} =`,
    ...variants.map((text, index) => `  | ${text}${index === variants.length - 1 ? ";" : ""}`),
  ];
}

export function writeProperty(property: PropertySpec, style: TypeStyle): readonly string[] {
  const readonly = style.isSent ? "readonly " : "";
  const name = camelCase(property.wireName);
  const type = typeText(property.shape, style);
  const single = `  ${readonly}${name}${property.isRequired ? `: ${type}` : `?: ${type} | undefined`};`;
  return [...docComment(propertyDoc(property), "  "), ...breakUnion(single)];
}

/** Breaks a property that is too long before each variant, as the formatter does. */
function breakUnion(line: string): readonly string[] {
  const start = line.indexOf(": ");
  if (line.length <= LINE_WIDTH || !line.includes(" | ")) return [line];
  const variants = line.slice(start + 2).split(" | ");
  return [line.slice(0, start + 1), ...variants.map((variant) => `    | ${variant}`)];
}

export function typeText(shape: Shape, style: TypeStyle): string {
  switch (shape.kind) {
    case "string":
      return stringText(shape.values, style);
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "any":
      return "unknown";
    case "array":
      return arrayText(typeText(shape.items, style), style);
    case "map":
      return style.isSent
        ? `Readonly<Record<string, ${typeText(shape.values, style)}>>`
        : `Record<string, ${typeText(shape.values, style)}>`;
    case "nullable":
      return `${typeText(shape.inner, style)} | null`;
    case "union":
      return shape.variants.map((variant) => typeText(variant, style)).join(" | ");
    case "ref":
      return shape.model;
  }
}

function arrayText(items: string, style: TypeStyle): string {
  const text = items.includes(" ") ? `(${items})[]` : `${items}[]`;
  return style.isSent ? `readonly ${text}` : text;
}

function stringText(values: readonly string[], style: TypeStyle): string {
  if (values.length === 0) return "string";
  const known = values.map((value) => JSON.stringify(value)).join(" | ");
  return style.isSent ? known : `${known} | (string & {})`;
}
