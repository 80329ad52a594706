import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { z } from "zod";
import * as contract from "../src/contract.ts";
import { errorDocs } from "../src/error-docs.ts";
import { buildOpenApi } from "../src/openapi.ts";
import { openApiText } from "../src/openapi-text.ts";
import type { Operation } from "../src/operation.ts";
import { operations } from "../src/operations.ts";

const root = new URL("../../../", import.meta.url);

const OpenApi = z.object({
  openapi: z.string(),
  tags: z.array(z.object({ name: z.string(), description: z.string().min(1) })),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z
          .array(z.object({ name: z.string(), in: z.string(), description: z.string().min(1) }))
          .optional(),
      }),
    ),
  ),
  components: z.object({
    schemas: z.record(
      z.string(),
      z.looseObject({
        description: z.string().min(1),
        properties: z
          .record(z.string(), z.looseObject({ description: z.string().min(1) }))
          .optional(),
      }),
    ),
  }),
});

const document = OpenApi.parse(JSON.parse(openApiText()));

test("the committed openapi.json is fresh", async () => {
  assert.equal(await readFile(new URL("openapi.json", root), "utf8"), openApiText());
});

test("the committed docs/errors.md is fresh", async () => {
  assert.equal(await readFile(new URL("docs/errors.md", root), "utf8"), errorDocs());
});

test("the document describes every operation of the registry", () => {
  const described = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  assert.deepEqual(described.toSorted(), Object.keys(operations).toSorted());
});

test("every reference leads to a schema, and every schema is referred to", () => {
  const references = new Set(
    [...openApiText().matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(
      ([, id = ""]) => id,
    ),
  );
  assert.deepEqual([...references].toSorted(), Object.keys(document.components.schemas).toSorted());
});

test("the entry exports every model by its wire name", () => {
  for (const id of Object.keys(document.components.schemas)) {
    const name = id === "Error" ? "FlatError" : id;
    const model = Object.entries(contract).find(([key]) => key === name)?.[1];
    assert.ok(model instanceof z.ZodType, `${name} is not exported`);
    assert.equal(z.globalRegistry.get(model)?.id, id);
  }
});

test("answers may have fields that the document does not know", () => {
  assert.doesNotMatch(openApiText(), /"additionalProperties": false/);
});

test("header names are spelled as in HTTP", () => {
  const parameters = document.paths["/v1/uploads/{upload_id}/finalize"]?.["post"]?.parameters;
  assert.deepEqual(
    parameters?.map(({ name, in: location }) => `${location} ${name}`),
    ["path upload_id", "header X-Upload-Finalize-Token"],
  );
});

test("a model that is sent and received in different shapes is refused", () => {
  const Ambiguous = z
    .object({ size: z.int().optional().default(1) })
    .meta({ id: "AmbiguousModelOfThisTest", description: "For this test." });
  const operation: Operation = {
    id: "ambiguous",
    api: "TestApi",
    method: "POST",
    path: "/v1/ambiguous",
    summary: "Uses one model in both directions",
    auth: "none",
    body: { contentType: "application/json", required: true, model: Ambiguous },
    responses: { 200: { description: "Done.", model: Ambiguous } },
  };
  assert.throws(() => buildOpenApi([operation], "1"), /AmbiguousModelOfThisTest.*split it/);
  z.globalRegistry.remove(Ambiguous);
});
