import { parseDocument } from "./document.ts";
import type { OperationSpec } from "./document.ts";
import { findModelUsage } from "./model-usage.ts";
import { useTypeScriptNames } from "./typescript-names.ts";
import { writeApi } from "./write-api.ts";
import { writeDescriptors } from "./write-descriptors.ts";
import { writeModels } from "./write-models.ts";

/**
 * Turns an OpenAPI document into the client's generated files: file name to text. The same
 * document always gives the same texts.
 */
export function generateFiles(openApi: unknown): ReadonlyMap<string, string> {
  const document = parseDocument(useTypeScriptNames(openApi));
  const operations = document.operations.filter(isForClient).map(answerInJson);
  const usage = findModelUsage(document, operations);
  const files = new Map<string, string>([
    ["models.ts", writeModels(document, usage)],
    ["descriptors.ts", writeDescriptors(document, usage)],
  ]);
  for (const [api, ofApi] of Map.groupBy(operations, (operation) => operation.api)) {
    files.set(...writeApi(api, document.apiDescriptions.get(api) ?? "", ofApi, document.models));
  }
  return files;
}

/** Forms are only sent by older clients, which trade their key for a token first. */
function isForClient({ body }: OperationSpec): boolean {
  return body?.contentType !== "application/x-www-form-urlencoded";
}

/** Generated methods read JSON; other formats of the same operation are hand-written. */
function answerInJson(operation: OperationSpec): OperationSpec {
  if (!operation.hasOtherFormats) return operation;
  const parameters = operation.parameters.filter(({ wireName }) => wireName !== "format");
  return { ...operation, parameters };
}
