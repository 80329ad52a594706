import { z, type ZodType } from "zod";
import { parameterSchemas } from "../openapi-schemas.ts";
import { effectOf, narrowestKeyOf } from "../operation-access.ts";
import type { Operation, OperationResponse } from "../operation.ts";
import { blocks, headingLink, table } from "./markdown.ts";
import { defaultText, schemaText } from "./schema-text.ts";

const CALLERS: Readonly<Record<Operation["auth"], string>> = {
  none: "Anybody; no key is needed.",
  bearer: "A valid key.",
  workspace: "A valid key, with a workspace.",
  optional: "A valid key, with a workspace, unless the body has a refresh token.",
};

/** One operation: who may call it, what it takes, what it answers. */
export function operationSection(operation: Operation, isOwn: boolean): string {
  const { method, path, summary, description = "", auth } = operation;
  return blocks(
    `### ${operation.id}`,
    `\`${method} ${path}\``,
    `${summary}.`,
    description,
    `${CALLERS[auth]}${keyText(operation)}${isOwn ? " An operation of this server only." : ""}`,
    table(["Parameter", "In", "Type", "Default", "Meaning"], parameterRows(operation)),
    bodyText(operation),
    table(
      ["Status", "Body", "When"],
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        responseBody(response),
        response.description,
      ]),
    ),
  );
}

function parameterRows({ params, query, headers }: Operation): string[][] {
  const places = { path: params, query, header: headers };
  return Object.entries(places).flatMap(([place, parameters]) =>
    parameters === undefined
      ? []
      : parameterSchemas(parameters).map(({ name, required, schema }) => [
          `\`${name}\`${required ? " (required)" : ""}`,
          place,
          schemaText(schema),
          defaultText(schema),
          String(schema["description"]),
        ]),
  );
}

function bodyText({ body }: Operation): string {
  if (body === undefined) return "";
  const content = body.model === undefined ? "bytes" : modelLink(body.model);
  return `Body${body.required ? "" : ", may be left out"}: ${content} as \`${body.contentType}\`.`;
}

function responseBody({ model, contentTypes = [] }: OperationResponse): string {
  const streams = contentTypes.map((contentType) => `\`${contentType}\``);
  return [...(model === undefined ? [] : [modelLink(model)]), ...streams].join(", ");
}

function modelLink(model: ZodType): string {
  const id = z.globalRegistry.get(model)?.id;
  if (id === undefined) throw new Error("a model used in an operation has no id");
  return headingLink(id);
}

/** Which keys will do. */
function keyText(operation: Operation): string {
  if (operation.auth === "none" || operation.auth === "optional") return "";
  const narrowest = narrowestKeyOf(operation);
  const scope = narrowest === "account" ? "Scope `account`" : `Scope \`${narrowest}\` or wider`;
  return ` ${scope}${effectOf(operation) === "read" ? "" : ", not read-only"}.`;
}
