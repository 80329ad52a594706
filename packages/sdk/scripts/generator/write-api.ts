import type { ModelSpec, OperationSpec } from "./document.ts";
import { describeMethods, hasOwnOptions, isBinary } from "./method.ts";
import type { Method } from "./method.ts";
import { camelCase, kebabCase } from "./names.ts";
import { docComment, GENERATED_MARK, LINE_WIDTH, list } from "./source-text.ts";
import { callDoc, methodDoc } from "./write-doc.ts";
import { writeProperty } from "./write-models.ts";
import { writeShortMethod } from "./write-short-method.ts";
import { writeSignatures } from "./write-signature.ts";

/** Operations of which the server does only the first call; OpenAPI has no word for that. */
const ONLY_ONCE: ReadonlySet<string> = new Set(["finalize_upload_handler"]);

const LISTING_IMPORTS: readonly string[] = [
  'import type { ListingOptions } from "../listing/listing-options.ts";',
  'import type { Listing } from "../listing/listing.ts";',
];

/** The file name of an API class and its text. */
export function writeApi(
  api: string,
  description: string,
  operations: readonly OperationSpec[],
  models: ReadonlyMap<string, ModelSpec>,
): readonly [string, string] {
  const methods = describeMethods(api, operations, models);
  const constants = methods.map((method) => writeConstant(method, models));
  const options = methods.filter(hasOwnOptions).map((method) => writeOptions(api, method));
  const text = [
    [GENERATED_MARK, ...writeImports(methods, models)].join("\n"),
    ...constants,
    ...options,
    [...docComment(description, ""), writeClass(api, methods)].join("\n"),
  ].join("\n\n");
  return [`${kebabCase(api)}.ts`, `${text}\n`];
}

/** The models that a name stands for: several for a union of models. */
function objectModels(name: string, models: ReadonlyMap<string, ModelSpec>): readonly string[] {
  const alias = models.get(name)?.alias;
  if (alias?.kind === "ref") return objectModels(alias.model, models);
  if (alias?.kind !== "union") return [name];
  return alias.variants.flatMap((variant) =>
    variant.kind === "ref" ? objectModels(variant.model, models) : [],
  );
}

function writeImports(
  methods: readonly Method[],
  specs: ReadonlyMap<string, ModelSpec>,
): readonly string[] {
  const answers = methods.flatMap(({ operation }) =>
    [...operation.answers.values()].map(({ model }) => model),
  );
  const bodies = methods.map(({ operation }) => operation.body?.model);
  const called = [...new Set([...answers, ...bodies])].filter((name) => name !== undefined);
  const descriptors = [...new Set(called.flatMap((name) => objectModels(name, specs)))]
    .map(camelCase)
    .toSorted();
  const binary = methods.some(({ operation }) => isBinary(operation.body));
  const listings = methods.flatMap(({ shortName, listing }) =>
    shortName === undefined || listing === undefined ? [] : [listing],
  );
  const models = [...new Set([...called, ...listings.map(({ item }) => item)])].toSorted();
  const pages = [...new Set(listings.map(({ paging }) => paging))].toSorted();
  return [
    'import type { ApiClient } from "../core/api-client.ts";',
    ...(binary ? ['import type { BinaryBody } from "../core/binary-body.ts";'] : []),
    'import type { CallOptions, Operation } from "../core/operation.ts";',
    ...(pages.length === 0 ? [] : LISTING_IMPORTS),
    ...(pages.length === 0 ? [] : [`import { ${pages.join(", ")} } from "../listing/pages.ts";`]),
    ...list("import { ", descriptors, ' } from "./descriptors.ts";', ""),
    ...list("import type { ", models, ' } from "./models.ts";', ""),
  ];
}

function writeConstant(
  { operation, constant, answerType, isDeferrable }: Method,
  models: ReadonlyMap<string, ModelSpec>,
): string {
  const { body } = operation;
  const answers = [...operation.answers].map(
    ([status, { model }]) =>
      `${status}: ${model === undefined ? '"empty"' : answerText(model, models)}`,
  );
  const bodyText = body?.model === undefined ? '"binary"' : camelCase(body.model);
  return [
    `const ${constant}: Operation<${answerType}> = {`,
    `  id: "${operation.id}",`,
    `  method: "${operation.method}",`,
    `  path: "${operation.path}",`,
    `  auth: "${operation.auth}",`,
    ...(body === undefined ? [] : [`  body: ${bodyText},`]),
    ...list("responses: { ", answers, " },", "  "),
    ...(isQuestion(operation) ? ["  reads: true,"] : []),
    ...(ONLY_ONCE.has(operation.id) ? ["  onlyOnce: true,"] : []),
    ...(isDeferrable ? ["  deferrable: true,"] : []),
    "};",
  ].join("\n");
}

/** A POST that is answered with what it read; cancelling, too, changes nothing, but only once. */
function isQuestion({ method, reads, answers }: OperationSpec): boolean {
  return method === "POST" && reads && answers.has("200");
}

function answerText(model: string, models: ReadonlyMap<string, ModelSpec>): string {
  const names = objectModels(model, models).map(camelCase);
  return names.length === 1 ? names.join("") : `[${names.join(", ")}]`;
}

function writeOptions(api: string, method: Method): string {
  const properties = method.optionParameters.flatMap((item) =>
    writeProperty(item, { isSent: true }),
  );
  const contentType = isBinary(method.operation.body)
    ? [
        "  /** Media type of the data. Default: a Blob's own type, else `application/octet-stream`. */",
        "  readonly contentType?: string | undefined;",
      ]
    : [];
  return [
    `/** Options of {@link ${api}.${method.name}}. */`,
    `export interface ${method.optionsType} extends CallOptions {`,
    ...properties,
    ...contentType,
    "}",
  ].join("\n");
}

function writeClass(api: string, methods: readonly Method[]): string {
  const blocks = methods.flatMap((method) => [
    writeMethod(api, method),
    ...writeShortMethod(api, method),
  ]);
  return [
    `export class ${api} {`,
    "  readonly #client: ApiClient;",
    "",
    "  /** @param client - Sends the calls. */",
    "  constructor(client: ApiClient) {",
    "    this.#client = client;",
    "  }",
    ...blocks.flatMap((block) => ["", block]),
    "}",
  ].join("\n");
}

function writeMethod(api: string, method: Method): string {
  return [
    ...docComment(methodDoc(api, method), "  "),
    ...writeSignatures(method, "default", callDoc(method)),
    ...writeCall(method),
    "  }",
  ].join("\n");
}

function writeCall(method: Method): readonly string[] {
  const { operation, constant, pathParameters } = method;
  const input = [
    ...(pathParameters.length === 0
      ? []
      : [`path: [${pathParameters.map(({ wireName }) => camelCase(wireName)).join(", ")}]`]),
    ...parameterGroup(method, "query", "query"),
    ...parameterGroup(method, "header", "headers"),
    ...(operation.body === undefined
      ? []
      : [isBinary(operation.body) ? "body: data" : "body: request"]),
    ...(isBinary(operation.body) ? ["contentType: options.contentType"] : []),
  ];
  const values = input.length === 0 ? "{}" : `{ ${input.join(", ")} }`;
  const single = `    return this.#client.call(${constant}, ${values}, options);`;
  if (single.length <= LINE_WIDTH && !single.includes("\n")) return [single];
  const argument = list("{ ", input, " },", "      ");
  return [
    `    return this.#client.call(`,
    `      ${constant},`,
    ...argument,
    `      options,`,
    `    );`,
  ];
}

function parameterGroup(method: Method, place: "query" | "header", key: string): readonly string[] {
  const members = method.optionParameters
    .filter((parameter) => parameter.in === place)
    .map(({ wireName }) => `${propertyKey(wireName)}: options.${camelCase(wireName)}`);
  if (members.length === 0) return [];
  return [list(`${key}: { `, members, " }", "        ").join("\n").trimStart()];
}

function propertyKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
