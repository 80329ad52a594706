import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { Operation } from "../src/operation.ts";
import { operations } from "../src/operations.ts";
import { OPERATION_FACTS, OWN_OPERATIONS } from "./operation-facts.ts";

const registry: Readonly<Record<string, Operation>> = operations;

test("the registry holds every operation that clients need, and the server's own", () => {
  assert.deepEqual(
    Object.keys(registry).toSorted(),
    [...Object.keys(OPERATION_FACTS), ...OWN_OPERATIONS].toSorted(),
  );
});

test("every operation is registered under its id", () => {
  for (const [id, operation] of Object.entries(registry)) assert.equal(operation.id, id);
});

test("no two operations answer the same call", () => {
  const calls = Object.values(registry).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(calls, [...new Set(calls)]);
});

test("every placeholder of a path is a parameter, and the other way round", () => {
  for (const { id, path, params } of Object.values(registry)) {
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    assert.deepEqual(Object.keys(params?.shape ?? {}).toSorted(), placeholders.toSorted(), id);
  }
});

for (const [id, facts] of Object.entries(OPERATION_FACTS)) {
  test(`${id} is what clients call`, () => {
    const operation = registry[id];
    assert.ok(operation !== undefined);
    assert.equal(`${operation.method} ${operation.path}`, facts.call);
    assert.deepEqual(successStatuses(operation), facts.success);
    for (const status of facts.errors) assert.ok(operation.responses[status], `status ${status}`);
    assert.deepEqual(parameterNames(operation, "required"), facts.required);
    assert.deepEqual(parameterNames(operation, "optional"), facts.optional.toSorted());
    assert.equal(bodyFact(operation), facts.body);
  });
}

function successStatuses({ responses }: Operation): readonly number[] {
  return Object.keys(responses)
    .map(Number)
    .filter((status) => status < 300);
}

function parameterNames(operation: Operation, kind: "required" | "optional"): readonly string[] {
  return [operation.query, operation.headers]
    .flatMap((parameters) => Object.entries(parameters?.shape ?? {}))
    .filter(([, schema]) => z.safeParse(schema, undefined).success === (kind === "optional"))
    .map(([name]) => name)
    .filter((name) => name !== "accept" && name !== "content-type")
    .toSorted();
}

function bodyFact({ body }: Operation): string | undefined {
  if (body === undefined) return undefined;
  const name =
    body.model === undefined ? body.contentType : (z.globalRegistry.get(body.model)?.id ?? "");
  return body.required ? name : `[${name}]`;
}
