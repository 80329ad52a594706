import type { Method } from "./method.ts";
import { camelCase } from "./names.ts";

/** What an operation does, as a sentence. */
export function summaryOf({ operation: { summary } }: Method): string {
  return /[.!?]$/.test(summary) ? summary : `${summary}.`;
}

/** An empty line and a `@param` for each path parameter that is described. */
export function pathParameterDocs({ pathParameters }: Method): readonly string[] {
  const parameters = pathParameters
    .filter(({ description }) => description !== "")
    .map(({ wireName, description }) => `@param ${camelCase(wireName)} - ${description}`);
  return parameters.length === 0 ? [] : ["", ...parameters];
}

export function methodDoc(method: Method): string {
  const { operation } = method;
  const summary = operation.hasOtherFormats
    ? `${summaryOf(method)} This method asks for JSON.`
    : summaryOf(method);
  const more = operation.description === "" ? [] : ["", operation.description];
  return [summary, ...more, ...pathParameterDocs(method)].join("\n");
}
