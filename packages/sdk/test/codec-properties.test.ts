import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { decodeModel, encodeModel } from "../src/core/codec.ts";
import { ResponseValidationError } from "../src/core/errors.ts";
import type { Model, WireType } from "../src/core/model.ts";
import { parseAnswer } from "../src/core/parse-answer.ts";
import { writeJson } from "../src/core/write-json.ts";
import * as descriptors from "../src/generated/descriptors.ts";
import { arbitraryModel } from "./support/arbitrary-model.ts";

const SOURCE = { operation: "query", requestId: undefined };
const MODELS: readonly Model<unknown>[] = Object.values(descriptors);

describe("codec: properties", () => {
  it("decoding what was encoded gives the same, for every model", () => {
    for (const model of MODELS) {
      const property = fc.property(arbitraryModel(model), fc.boolean(), (value, validate) => {
        assert.deepEqual(decode(model, encodeModel(model, value), validate), value);
      });
      fc.assert(property, { numRuns: 60, seed: 5 });
    }
    assert.ok(MODELS.length > 100, `only ${MODELS.length} models`);
  });

  it("every kind of mismatch is named with its place, and harmless without validation", () => {
    const kinds = new Map<string, number>();
    for (const model of MODELS) {
      const property = fc.property(
        arbitraryModel(model).map((value) => encodeModel(model, value)),
        fc.nat(),
        (wire, at) => {
          const places = placesOf(model, wire, model.name);
          const place = places[at % places.length];
          if (place === undefined) return;
          place.spoil();
          kinds.set(place.kind, (kinds.get(place.kind) ?? 0) + 1);
          assert.throws(
            () => decode(model, wire, true),
            (error) => error instanceof ResponseValidationError && error.path === place.path,
            `${place.kind} at ${place.path} of ${writeJson(wire)}`,
          );
          decode(model, wire, false);
        },
      );
      fc.assert(property, { numRuns: 60, seed: 5 });
    }
    const expected = [
      "absent",
      "boolean: a string",
      "integer: a fraction",
      "integer: a large integer",
      "integer: a string",
      "list: an object",
      "map: a list",
      "model: a string",
      "null",
      "number: a string",
      "string: a number",
    ];
    assert.deepEqual([...kinds.keys()].toSorted(), expected);
  });
});

function decode(model: Model<unknown>, wire: unknown, validate: boolean): unknown {
  const options = { numbers: "number", validate } as const;
  return decodeModel(model, parseAnswer(writeJson(wire), SOURCE, options));
}

/** A place of a wire value, and how to make it wrong. */
interface Place {
  readonly path: string;
  readonly kind: string;
  readonly spoil: () => void;
}

/** All places of an object where a mismatch has one name; unions have many. */
function placesOf(model: Model<unknown>, wire: unknown, path: string): Place[] {
  return Object.values(model.fields).flatMap(([name, type, presence]) => {
    if (!isObject(wire) || !Object.hasOwn(wire, name)) return [];
    const here = placesIn(type, { holder: wire, key: name }, `${path}.${name}`);
    if (presence === "optional") return here;
    return [...here, { path: `${path}.${name}`, kind: "absent", spoil: () => delete wire[name] }];
  });
}

interface Slot {
  readonly holder: object;
  readonly key: string | number;
}

function placesIn(type: WireType, slot: Slot, path: string): Place[] {
  const wire: unknown = Reflect.get(slot.holder, slot.key);
  const wrong = (kind: string, value: unknown): Place => ({
    path,
    kind,
    spoil: () => Reflect.set(slot.holder, slot.key, value),
  });
  if (type === "any") return [];
  if (typeof type === "string")
    return [
      wrong("null", null),
      ...WRONG[type].map(([what, value]) => wrong(`${type}: ${what}`, value)),
    ];
  switch (type.kind) {
    case "nullable":
      if (wire === null) return [];
      return placesIn(type.type, slot, path).filter(
        (place) => place.path !== path || place.kind !== "null",
      );
    case "array":
      assert.ok(Array.isArray(wire));
      return [
        wrong("list: an object", {}),
        ...wire.flatMap((_, index) =>
          placesIn(type.items, { holder: wire, key: index }, `${path}[${index}]`),
        ),
      ];
    case "map":
      assert.ok(isObject(wire));
      return [
        wrong("map: a list", []),
        ...Object.keys(wire).flatMap((key) =>
          placesIn(type.values, { holder: wire, key }, `${path}["${key}"]`),
        ),
      ];
    case "model":
      return [wrong("model: a string", "x"), ...placesOf(type, wire, path)];
    case "union":
      return [];
  }
}

const WRONG = {
  string: [["a number", 7]],
  integer: [
    ["a string", "7"],
    ["a fraction", 1.5],
    ["a large integer", 2n ** 53n],
  ],
  number: [["a string", "7"]],
  boolean: [["a string", "true"]],
} as const;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
