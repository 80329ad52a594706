import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { generateFiles } from "../scripts/generator/generate-files.ts";
import { docComment } from "../scripts/generator/source-text.ts";

const json = (name: string): unknown => ({
  "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
});

/** A document with one operation, changed as a test needs it. */
function documentWith(operation: object, schemas: object): unknown {
  return {
    paths: {
      "/v1/things/{thing_id}": {
        put: { operationId: "put_thing_handler", tags: ["ThingsApi"], ...operation },
      },
    },
    components: { schemas: { Thing: { type: "object", properties: {} }, ...schemas } },
  };
}

function modelsOf(properties: object, required: readonly string[] = []): string {
  const Thing = { type: "object", properties, required };
  const files = generateFiles(
    documentWith({ responses: { 200: { content: json("Thing") } } }, { Thing }),
  );
  return files.get("models.ts") ?? "";
}

describe("generateFiles", () => {
  it("gives the committed files for the committed document, always in the same form", async () => {
    const text = await readFile(new URL("../../../openapi.json", import.meta.url), "utf8");
    const files = generateFiles(JSON.parse(text));
    assert.deepEqual(generateFiles(JSON.parse(text)), files);
    for (const [name, expected] of files) {
      const committed = await readFile(
        new URL(`../src/generated/${name}`, import.meta.url),
        "utf8",
      );
      assert.equal(committed, expected, `${name} is stale: run npm run generate`);
    }
  });

  it("writes types for every form of a value", () => {
    const models = modelsOf(
      {
        plain: { type: "string", description: "Some text." },
        made_at: { type: "string", format: "date-time", description: "When." },
        size: { type: "integer", format: "int64" },
        maybe: { type: ["number", "null"] },
        nested_maybe: {
          anyOf: [{ anyOf: [{ type: "boolean" }, { type: "null" }] }, { type: "null" }],
        },
        state: { type: "string", enum: ["on", "off"] },
        cells: { type: "array", items: { type: "array", items: {} } },
        tags: { type: "object", additionalProperties: { type: "string" } },
        either: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer" }] } },
      },
      ["plain", "size", "cells"],
    );
    for (const line of [
      "  /** Some text. */\n  plain: string;",
      "  /** When. RFC 3339 text. */\n  madeAt?: string | undefined;",
      "  size: number;",
      "  maybe?: number | null | undefined;",
      "  nestedMaybe?: boolean | null | undefined;",
      '  state?: "on" | "off" | (string & {}) | undefined;',
      "  cells: unknown[][];",
      "  tags?: Record<string, string> | undefined;",
      "  either?: (string | number)[] | undefined;",
    ]) {
      assert.ok(models.includes(`${line}\n`), `${line} is not in\n${models}`);
    }
  });

  it("documents an operation by its summary, then its description, then its parameters", () => {
    const operation = {
      summary: "Keep a thing",
      description: "It stays where it is.",
      parameters: [
        {
          in: "path",
          name: "thing_id",
          required: true,
          description: "Thing id.",
          schema: { type: "string" },
        },
      ],
      responses: { 200: { content: json("Thing") } },
    };
    const api = generateFiles(documentWith(operation, {})).get("things-api.ts") ?? "";
    const comment = [
      "  /**",
      "   * Keep a thing.",
      "   *",
      "   * It stays where it is.",
      "   *",
      "   * @param thingId - Thing id.",
      "   */",
      "  putThing(",
    ];
    assert.ok(api.includes(comment.join("\n")), api);
  });

  it("puts path parameters first, then the body, then options", () => {
    const operation = {
      summary: "Put it",
      parameters: [
        { name: "X-Some-Token", in: "header", required: true, schema: { type: "string" } },
        { name: "thing_id", in: "path", required: true, schema: { type: "string" } },
        { name: "dry_run", in: "query", schema: { type: "boolean" }, description: "Only look." },
      ],
      requestBody: { required: true, content: json("Thing") },
      responses: { 204: {}, 400: { content: json("Problem") } },
    };
    const files = generateFiles(
      documentWith(operation, { Problem: { type: "object", properties: {} } }),
    );
    const api = files.get("things-api.ts") ?? "";
    assert.match(
      api,
      /putThing\(thingId: string, request: Thing, options: PutThingOptions\): Promise<undefined> \{/,
    );
    assert.ok(api.includes("readonly xSomeToken: string;"));
    assert.ok(api.includes("readonly dryRun?: boolean | undefined;"));
    assert.ok(api.includes('headers: { "X-Some-Token": options.xSomeToken }'));
    assert.ok(!files.get("models.ts")?.includes("Problem"), "models of errors are not needed");
  });

  it("says where a document is beyond it", () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ a: { type: "object", properties: {} } }, /^Thing\.a: is an object without a name/],
      [{ a: { $ref: "elsewhere.json" } }, /^Thing\.a: cannot follow elsewhere\.json/],
      [
        { a: { type: "array", items: { $ref: "#/components/schemas/Gone" } } },
        /^Gone: is not among/,
      ],
      [{ a: { type: "tuple" } }, /^Thing\.a: has a type that is not understood/],
      [{ sha_256: { type: "string" } }, /^Thing\.sha_256: is not in snake case/],
    ];
    for (const [properties, message] of cases) {
      assert.throws(() => modelsOf(properties), { name: "DocumentError", message });
    }
  });

  it("cannot be broken out of by a description", () => {
    assert.deepEqual(docComment("ends */ here", ""), ["/** ends *\\/ here */"]);
  });
});
