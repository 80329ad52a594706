import type { PropertySpec } from "./document.ts";
import { EXAMPLES } from "./examples.ts";
import { hasOwnOptions, isBinary } from "./method.ts";
import type { Method } from "./method.ts";
import { camelCase } from "./names.ts";

const CALL_OPTIONS =
  "`signal` ends the call early; `timeoutMs` is its time limit in milliseconds, instead of the client's.";

/** What an operation does, as a sentence. */
export function summaryOf({ operation: { summary } }: Method): string {
  return /[.!?]$/.test(summary) ? summary : `${summary}.`;
}

/** The whole documentation of a method: what it does, takes and returns, and how it is refused. */
export function methodDoc(api: string, method: Method): string {
  const { operation } = method;
  const summary = operation.hasOtherFormats
    ? `${summaryOf(method)} This method asks for JSON.`
    : summaryOf(method);
  const errors = operation.errors.map(({ status, code, description }) => {
    const name = code === undefined ? status : `${status} \`${code}\``;
    return `@throws {@link ApiException} ${name}: ${description}`;
  });
  return [
    summary,
    ...(operation.description === "" ? [] : ["", operation.description]),
    "",
    ...callDoc(method),
    ...errors,
    ...exampleDoc(`${api}.${method.name}`),
  ].join("\n");
}

/** What a method takes and returns. */
export function callDoc(method: Method): readonly string[] {
  return [...parameterDocs(method, optionsDoc(method)), ...returnsDoc(method)];
}

/** A `@param` for each parameter. */
export function parameterDocs(method: Method, options: string): readonly string[] {
  const { operation, pathParameters } = method;
  const path = pathParameters.map(
    ({ wireName, description }) => `@param ${camelCase(wireName)} - ${description}`,
  );
  const { body } = operation;
  const bodyDoc = isBinary(body)
    ? ["@param data - The file's bytes."]
    : body === undefined
      ? []
      : [`@param request - ${method.bodyDescription}`];
  return [...path, ...bodyDoc, `@param options - ${options}`];
}

function optionsDoc(method: Method): string {
  if (!hasOwnOptions(method)) return CALL_OPTIONS;
  const names = method.optionParameters.map(({ wireName }) => `\`${camelCase(wireName)}\``);
  const own = isBinary(method.operation.body) ? [...names, "`contentType`"] : names;
  return `${own.join(", ")}; \`signal\` and \`timeoutMs\` as with every call.`;
}

/** `@returns` with the words of the answer; nothing for a method that returns nothing. */
export function returnsDoc({ operation: { answers }, isDeferrable }: Method): readonly string[] {
  const [first, later] = [...answers.values()];
  if (first?.model === undefined) return [];
  if (!isDeferrable || later === undefined) return [`@returns ${first.description}`];
  const inBackground = later.description.charAt(0).toLowerCase() + later.description.slice(1);
  return [`@returns ${first.description} With \`async: true\`, maybe ${inBackground}`];
}

/** The example of `Api.method`, if there is one. */
export function exampleDoc(key: string): readonly string[] {
  const code = EXAMPLES[key];
  return code === undefined ? [] : ["@example", "```ts", ...code.trim().split("\n"), "```"];
}

/** What a property means, and what its TypeScript type does not say about its values. */
export function propertyDoc({ description, shape, defaultText }: PropertySpec): string {
  const inner = shape.kind === "nullable" ? shape.inner : shape;
  const facts = [description];
  if (inner.kind === "string" && inner.isTime) facts.push("RFC 3339 text.");
  if (inner.kind === "integer" && inner.is64Bit) {
    facts.push("64-bit integer: as a `number` exact up to 2^53-1, refused beyond.");
  }
  if (defaultText !== undefined && !/default|left out/i.test(description)) {
    facts.push(`Default: ${defaultText}.`);
  }
  return facts.filter((fact) => fact !== "").join(" ");
}
