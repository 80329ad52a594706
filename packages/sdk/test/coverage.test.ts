import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { parseDocument } from "../scripts/generator/document.ts";
import { camelCase, withoutHandler } from "../scripts/generator/names.ts";
import { Hotdata } from "../src/hotdata.ts";

/** Older clients trade their key for a token; this one sends the key itself. */
const NOT_FOR_THIS_CLIENT = new Set(["exchange_token", "exchange_oauth_token"]);

describe("Hotdata", () => {
  it("reaches every operation of the API by a property", async () => {
    await using hotdata = new Hotdata({ apiKey: "key" });
    const apis: readonly unknown[] = Object.values(hotdata);
    const text = await readFile(new URL("../../../openapi.json", import.meta.url), "utf8");
    const { operations } = parseDocument(JSON.parse(text));
    const missing = operations
      .filter(({ id }) => !NOT_FOR_THIS_CLIENT.has(id))
      .map(({ id }) => camelCase(withoutHandler(id)))
      .filter((name) => !apis.some((api) => hasMethod(api, name)));
    assert.deepEqual(missing, []);
    assert.ok(operations.length > 40, `only ${operations.length} operations were looked for`);
  });
});

function hasMethod(api: unknown, name: string): boolean {
  return typeof api === "object" && api !== null && typeof Reflect.get(api, name) === "function";
}
