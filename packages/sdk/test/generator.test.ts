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

  it("documents what an operation does, takes, returns, and how it is refused", () => {
    const operation = {
      summary: "Keep a thing",
      description: "It stays where `thing_id` is, not at `nowhere_else`.",
      parameters: [
        { in: "path", name: "thing_id", description: "Thing id.", schema: { type: "string" } },
        {
          in: "query",
          name: "most_days",
          description: "For how long.",
          schema: { type: "integer", format: "int64", default: 7 },
        },
      ],
      requestBody: { required: true, content: json("Thing") },
      responses: {
        200: { description: "The thing.", content: json("Thing") },
        400: { description: "No (`FIRST`).", content: json("ApiErrorResponse") },
        404: { description: "It is not there.", content: json("ApiErrorResponse") },
        503: { description: "Bad (`FIRST`), worse (`SECOND`).", content: json("ApiErrorResponse") },
      },
    };
    const document = documentWith(operation, {
      Thing: { type: "object", properties: {}, description: "Anything." },
    });
    const codes = [
      { model: "ApiErrorResponse", status: 400, code: "FIRST" },
      { model: "ApiErrorResponse", status: 404, code: "SECOND" },
    ];
    const files = generateFiles({ ...Object(document), "x-error-codes": codes });
    const api = files.get("things-api.ts") ?? "";
    const comment = [
      "  /**",
      "   * Keep a thing.",
      "   *",
      "   * It stays where `thingId` is, not at `nowhere_else`.",
      "   *",
      "   * @param thingId - Thing id.",
      "   * @param request - Anything.",
      "   * @param options - `mostDays`; `signal` and `timeoutMs` as with every call.",
      "   * @returns The thing.",
      "   * @throws {@link ApiException} 400 `FIRST`: No.",
      "   * @throws {@link ApiException} 404 `SECOND`: It is not there.",
      "   * @throws {@link ApiException} 503: Bad (`FIRST`), worse (`SECOND`).",
      "   */",
      "  putThing(",
    ];
    assert.ok(api.includes(comment.join("\n")), api);
    const option =
      "For how long. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. Default: `7`.";
    assert.ok(api.replaceAll(/\n +\* /g, " ").includes(option), api);
  });

  it("leaves the lines of examples as they are", () => {
    const code = `  if (a) ${"b".repeat(100)} c`;
    assert.deepEqual(docComment(`Text.\n@example\n\`\`\`ts\n${code}\n\`\`\``, ""), [
      "/**",
      " * Text.",
      " * @example",
      " * ```ts",
      ` * ${code}`,
      " * ```",
      " */",
    ]);
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
