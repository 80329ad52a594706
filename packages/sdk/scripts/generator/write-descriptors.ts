import type { ApiDocument, ModelSpec, PropertySpec } from "./document.ts";
import type { ModelUsage } from "./model-usage.ts";
import { DocumentError } from "./json-access.ts";
import { camelCase, snakeCase } from "./names.ts";
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

/** In the order in which they are imported. */
const BUILDERS: readonly string[] = [
  "any",
  "arrayOf",
  "boolean",
  "integer",
  "mapOf",
  "model",
  "nullable",
  "number",
  "optional",
  "string",
  "unionOf",
];

function imports(code: string, models: readonly ModelSpec[]): readonly string[] {
  const used = BUILDERS.filter((builder) => new RegExp(`[ (]${builder}[(),]`).test(code));
  return [
    ...list("import { ", used, ' } from "../core/model.ts";', ""),
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
  const fields = (model.properties ?? []).flatMap((property) =>
    writeField(document, model, property),
  );
  // A bundler may leave out the models that nothing uses: it is told that making them does nothing.
  return [
    `export const ${camelCase(model.name)}: Model<${model.name}> =`,
    `  /* @__PURE__ */ model("${model.name}", () => ({`,
    ...fields,
    "  }));",
  ].join("\n");
}

/** @throws DocumentError when the codec would not find the wire name again. */
function writeField(
  document: ApiDocument,
  model: ModelSpec,
  { wireName, isRequired, shape }: PropertySpec,
): readonly string[] {
  const property = camelCase(wireName);
  if (snakeCase(property) !== wireName) {
    throw new DocumentError(`${model.name}.${wireName}`, "is not in snake case");
  }
  const type = wireTypeText(document, shape);
  return [`    ${property}: ${isRequired ? type : `optional(${type})`},`];
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
      return `unionOf(${shape.variants.map((variant) => wireTypeText(document, variant)).join(", ")})`;
    case "ref": {
      const alias = document.models.get(shape.model)?.alias;
      return alias === undefined ? camelCase(shape.model) : wireTypeText(document, alias);
    }
    default:
      return shape.kind;
  }
}
