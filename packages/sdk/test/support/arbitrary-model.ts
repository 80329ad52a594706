import * as fc from "fast-check";
import type { Field, Model, WireType } from "../../src/core/model.ts";

/** Depth at which lists and maps stay empty, since models may contain themselves. */
const MAX_DEPTH = 4;

type Properties = Record<string, unknown>;

/** Objects of a model by their TypeScript names, with and without what is optional. */
export function arbitraryModel(model: Model<unknown>, depth = 0): fc.Arbitrary<Properties> {
  const { fields } = model;
  const requiredKeys = Object.keys(fields).filter((name) => fields[name]?.[2] === "required");
  const arbitraries = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, arbitraryField(field, depth + 1)]),
  );
  return fc.record(arbitraries, { requiredKeys, noNullPrototype: true });
}

function arbitraryField([, type]: Field, depth: number): fc.Arbitrary<unknown> {
  return arbitraryValue(type, depth);
}

export function arbitraryValue(type: WireType, depth = 0): fc.Arbitrary<unknown> {
  if (typeof type === "string") return PRIMITIVES[type];
  const maxLength = depth > MAX_DEPTH ? 0 : 3;
  switch (type.kind) {
    case "nullable":
      return depth > MAX_DEPTH ? fc.constant(null) : fc.option(arbitraryValue(type.type, depth));
    case "array":
      return fc.array(
        fc.constant(0).chain(() => arbitraryValue(type.items, depth + 1)),
        { maxLength },
      );
    case "map":
      return fc.dictionary(
        key(),
        fc.constant(0).chain(() => arbitraryValue(type.values, depth + 1)),
        {
          maxKeys: maxLength,
          noNullPrototype: true,
        },
      );
    case "union":
      return fc.oneof(...type.variants.map((variant) => arbitraryValue(variant, depth)));
    case "model":
      return fc.constant(0).chain(() => arbitraryModel(type, depth));
  }
}

/** V8's own `JSON.parse` mixes up some keys that need escapes (Node 24.21). */
function key(): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom("a", "B", "_", "é", "1", " ", "\u{1f600}"),
    maxLength: 4,
  });
}

/** Free-form values; numbers whose JSON text gives them back. */
const cell = fc.letrec<{ cell: unknown }>((tie) => ({
  cell: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: "binary" }),
    fc.maxSafeInteger(),
    double(),
    fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
    fc.array(tie("cell"), { maxLength: 3 }),
    fc.dictionary(key(), tie("cell"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).cell;

const PRIMITIVES = {
  string: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u007f12", "9007199254740993")),
  integer: fc.maxSafeInteger(),
  number: double(),
  boolean: fc.boolean(),
  any: cell,
} as const;

/** Large integers, written without exponent, would come back as `bigint`; JSON has no -0. */
function double(): fc.Arbitrary<number> {
  return fc
    .double({ noDefaultInfinity: true, noNaN: true })
    .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value))
    .map((value) => value + 0);
}
