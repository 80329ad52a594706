import type { ApiDocument, ModelSpec, PropertySpec } from "./document.ts";
import type { ModelUsage } from "./model-usage.ts";
import { camelCase } from "./names.ts";
import type { Shape } from "./shape.ts";
import { GENERATED_MARK, list } from "./source-text.ts";

/** One run-time descriptor for each object model in use; names of other shapes are resolved. */
export function writeDescriptors(document: ApiDocument, usage: ModelUsage): string {
  const models = usage.names.flatMap((name) => {
    const model = document.models.get(name);
    return model?.properties === undefined ? [] : [model];
  });
  const blocks = models.map((model) => writeDescriptor(document, model));
  const code = blocks.join("\n\n");
  return `${[GENERATED_MARK, ...imports(code, models)].join("\n")}\n\n${code}\n`;
}

function imports(code: string, models: readonly ModelSpec[]): readonly string[] {
  const builders = ["arrayOf", "mapOf", "modelOf", "nullable", "unionOf"];
  const used = builders.filter((builder) => code.includes(`${builder}(`));
  return [
    ...(used.length === 0 ? [] : [`import { ${used.join(", ")} } from "../core/model.ts";`]),
    'import type { Model } from "../core/model.ts";',
    ...list(
      "import type { ",
      models.map((model) => model.name),
      ' } from "./models.ts";',
      "",
    ),
  ];
}

function writeDescriptor(document: ApiDocument, model: ModelSpec): string {
  const fields = (model.properties ?? []).flatMap((property) => writeField(document, property));
  return [
    `export const ${camelCase(model.name)}: Model<${model.name}> = {`,
    `  name: "${model.name}",`,
    "  fields: {",
    ...fields,
    "  },",
    "};",
  ].join("\n");
}

function writeField(document: ApiDocument, property: PropertySpec): readonly string[] {
  const presence = property.isRequired ? '"required"' : '"optional"';
  const items = [`"${property.wireName}"`, wireTypeText(document, property.shape), presence];
  return list(`${camelCase(property.wireName)}: [`, items, "],", "    ");
}

function wireTypeText(document: ApiDocument, shape: Shape): string {
  switch (shape.kind) {
    case "array":
      return `arrayOf(${wireTypeText(document, shape.items)})`;
    case "map":
      return `mapOf(${wireTypeText(document, shape.values)})`;
    case "nullable":
      return `nullable(${wireTypeText(document, shape.inner)})`;
    case "union":
      return `unionOf([${shape.variants.map((variant) => wireTypeText(document, variant)).join(", ")}])`;
    case "ref": {
      const alias = document.models.get(shape.model)?.alias;
      return alias === undefined
        ? `modelOf(() => ${camelCase(shape.model)})`
        : wireTypeText(document, alias);
    }
    default:
      return `"${shape.kind}"`;
  }
}
