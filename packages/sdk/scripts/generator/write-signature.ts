import { isBinary } from "./method.ts";
import type { Method } from "./method.ts";
import { camelCase } from "./names.ts";
import { docComment, list } from "./source-text.ts";
import { typeText } from "./write-models.ts";

/** What a body asks for that wants its answer at once. */
const FOREGROUND = " & { readonly async?: false | null | undefined }";

const DEFERRED =
  "With `async: true` the answer may also be that the work goes on in the background.";

/** Whether the options default to an empty object: where the body reads them. */
type Options = "default" | "optional";

/** The signature that a method's body follows, after its overloads if there are any. */
export function writeSignatures(
  method: Method,
  options: Options,
  parameterDocs: readonly string[],
): readonly string[] {
  const { answerType } = method;
  const last = signature(method, parameterTexts(method, "", options), `${answerType}> {`);
  if (!method.isDeferrable) return last;
  const immediate =
    [...method.operation.answers].find(([status]) => status !== "202")?.[1].model ?? "undefined";
  const later = [DEFERRED, "", ...parameterDocs];
  return [
    ...signature(method, parameterTexts(method, FOREGROUND, "optional"), `${immediate}>;`),
    ...docComment(later.join("\n"), "  "),
    ...signature(method, parameterTexts(method, "", "optional"), `${answerType}>;`),
    ...last,
  ];
}

export function pathParameterTexts({ pathParameters }: Method): readonly string[] {
  return pathParameters.map(
    ({ wireName, shape }) => `${camelCase(wireName)}: ${typeText(shape, { isSent: true })}`,
  );
}

/** What a method hands on to another one with the same parameters. */
export function argumentNames({ operation: { body }, pathParameters }: Method): readonly string[] {
  const path = pathParameters.map(({ wireName }) => camelCase(wireName));
  if (body === undefined) return [...path, "options"];
  return [...path, isBinary(body) ? "data" : "request", "options"];
}

function signature(
  { name }: Method,
  parameters: readonly string[],
  end: string,
): readonly string[] {
  return list(`${name}(`, parameters, `): Promise<${end}`, "  ");
}

function parameterTexts(method: Method, suffix: string, options: Options): readonly string[] {
  return [
    ...pathParameterTexts(method),
    ...bodyParameter(method, suffix),
    optionsParameter(method, options),
  ];
}

function bodyParameter({ operation, optionParameters }: Method, suffix: string): readonly string[] {
  const { body } = operation;
  if (body === undefined) return [];
  if (body.model === undefined) return ["data: BinaryBody"];
  if (body.isRequired) return [`request: ${body.model}${suffix}`];
  const optionsRequired = optionParameters.some((parameter) => parameter.isRequired);
  return [optionsRequired ? `request: ${body.model} | undefined` : `request?: ${body.model}`];
}

function optionsParameter({ optionsType, optionParameters }: Method, options: Options): string {
  if (optionParameters.some((parameter) => parameter.isRequired)) return `options: ${optionsType}`;
  return options === "default" ? `options: ${optionsType} = {}` : `options?: ${optionsType}`;
}
