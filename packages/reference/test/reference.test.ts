import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ReflectionKind } from "typedoc";
import { readSdk } from "../src/read-sdk.ts";

describe("the reference of the SDK", () => {
  it("has words for every class, method, option and property, and links that lead somewhere", async () => {
    const { project, problems } = await readSdk();
    assert.deepEqual(problems, []);
    const methods = project.getReflectionsByKind(ReflectionKind.Method).length;
    const properties = project.getReflectionsByKind(ReflectionKind.Property).length;
    assert.ok(methods > 200 && properties > 900, `${methods} methods, ${properties} properties`);
  });
});
