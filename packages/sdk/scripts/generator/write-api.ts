import type { BodySpec, ModelSpec, OperationSpec, ParameterSpec } from "./document.ts";
import { camelCase, constantCase, kebabCase, pascalCase, withoutHandler } from "./names.ts";
import { docComment, GENERATED_MARK, LINE_WIDTH, list } from "./source-text.ts";
import { typeText, writeProperty } from "./write-models.ts";

/** Operations of which the server does only the first call; OpenAPI has no word for that. */
const ONLY_ONCE: ReadonlySet<string> = new Set(["finalize_upload_handler"]);

/** An operation with everything the writer derives from it. */
interface Method {
  readonly operation: OperationSpec;
  readonly name: string;
  readonly constant: string;
  readonly optionsType: string;
  readonly pathParameters: readonly ParameterSpec[];
  readonly optionParameters: readonly ParameterSpec[];
  readonly answerType: string;
  /** Answers 202 to `async: true` in the body, and to nothing else. */
  readonly isDeferrable: boolean;
}

/** The file name of an API class and its text. */
export function writeApi(
  api: string,
  description: string,
  operations: readonly OperationSpec[],
  models: ReadonlyMap<string, ModelSpec>,
): readonly [string, string] {
  const methods = operations.map(describeMethod);
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

function describeMethod(operation: OperationSpec): Method {
  const plainId = withoutHandler(operation.id);
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const pathParameters = operation.parameters
    .filter((parameter) => parameter.in === "path")
    .toSorted((a, b) => inPath.indexOf(a.wireName) - inPath.indexOf(b.wireName));
  const optionParameters = operation.parameters.filter((parameter) => parameter.in !== "path");
  const ownOptions = optionParameters.length > 0 || isBinary(operation.body);
  const answerTypes = new Set([...operation.answers.values()].map((model) => model ?? "undefined"));
  return {
    operation,
    name: camelCase(plainId),
    constant: constantCase(plainId),
    optionsType: ownOptions ? `${pascalCase(plainId)}Options` : "CallOptions",
    pathParameters,
    optionParameters,
    answerType: [...answerTypes].join(" | "),
    isDeferrable:
      operation.answers.has("202") && answerTypes.size > 1 && operation.body?.model !== undefined,
  };
}

function hasOwnOptions(method: Method): boolean {
  return method.optionsType !== "CallOptions";
}

function isBinary(body: BodySpec | undefined): boolean {
  return body !== undefined && body.model === undefined;
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
  const answers = methods.flatMap(({ operation }) => [...operation.answers.values()]);
  const bodies = methods.map(({ operation }) => operation.body?.model);
  const models = [...new Set([...answers, ...bodies])]
    .filter((name) => name !== undefined)
    .toSorted();
  const descriptors = [...new Set(models.flatMap((name) => objectModels(name, specs)))]
    .map(camelCase)
    .toSorted();
  const binary = methods.some(({ operation }) => isBinary(operation.body));
  return [
    'import type { ApiClient } from "../core/api-client.ts";',
    ...(binary ? ['import type { BinaryBody } from "../core/binary-body.ts";'] : []),
    'import type { CallOptions, Operation } from "../core/operation.ts";',
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
    ([status, model]) =>
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
    ...(ONLY_ONCE.has(operation.id) ? ["  onlyOnce: true,"] : []),
    ...(isDeferrable ? ["  deferrable: true,"] : []),
    "};",
  ].join("\n");
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
  const blocks = methods.map(writeMethod);
  return [
    `export class ${api} {`,
    "  readonly #client: ApiClient;",
    "",
    "  constructor(client: ApiClient) {",
    "    this.#client = client;",
    "  }",
    ...blocks.flatMap((block) => ["", block]),
    "}",
  ].join("\n");
}

function writeMethod(method: Method): string {
  const comment = docComment(methodDoc(method), "  ");
  const call = writeCall(method);
  if (!method.isDeferrable) {
    return [
      ...comment,
      ...writeSignature(method, "", method.answerType, " {"),
      ...call,
      "  }",
    ].join("\n");
  }
  const immediate =
    [...method.operation.answers].find(([status]) => status !== "202")?.[1] ?? "undefined";
  const foreground = " & { readonly async?: false | null | undefined }";
  return [
    ...comment,
    ...writeSignature(method, foreground, immediate, ";"),
    "  /** With `async: true` the answer may also be that the work goes on in the background. */",
    ...writeSignature(method, "", method.answerType, ";"),
    ...writeSignature(method, "", method.answerType, " {"),
    ...call,
    "  }",
  ].join("\n");
}

function methodDoc({ operation, pathParameters }: Method): string {
  const parameters = pathParameters
    .filter(({ description }) => description !== "")
    .map(({ wireName, description }) => `@param ${camelCase(wireName)} - ${description}`);
  const sentence = /[.!?]$/.test(operation.summary) ? operation.summary : `${operation.summary}.`;
  const summary = operation.hasOtherFormats ? `${sentence} This method asks for JSON.` : sentence;
  const more = operation.description === "" ? [] : ["", operation.description];
  return [summary, ...more, ...(parameters.length === 0 ? [] : ["", ...parameters])].join("\n");
}

function writeSignature(
  method: Method,
  requestSuffix: string,
  answerType: string,
  end: string,
): readonly string[] {
  const hasDefault = end === " {";
  const parameters = [
    ...method.pathParameters.map(
      (item) => `${camelCase(item.wireName)}: ${typeText(item.shape, { isSent: true })}`,
    ),
    ...bodyParameter(method, requestSuffix),
    optionsParameter(method, hasDefault),
  ];
  return list(`${method.name}(`, parameters, `): Promise<${answerType}>${end}`, "  ");
}

function bodyParameter({ operation, optionParameters }: Method, suffix: string): readonly string[] {
  const { body } = operation;
  if (body === undefined) return [];
  if (body.model === undefined) return ["data: BinaryBody"];
  if (body.isRequired) return [`request: ${body.model}${suffix}`];
  const optionsRequired = optionParameters.some((parameter) => parameter.isRequired);
  return [optionsRequired ? `request: ${body.model} | undefined` : `request?: ${body.model}`];
}

function optionsParameter({ optionsType, optionParameters }: Method, hasDefault: boolean): string {
  if (optionParameters.some((parameter) => parameter.isRequired)) return `options: ${optionsType}`;
  return hasDefault ? `options: ${optionsType} = {}` : `options?: ${optionsType}`;
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
