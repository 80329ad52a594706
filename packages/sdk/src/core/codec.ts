import { ResponseValidationError } from "./errors.ts";
import type { AnswerSource } from "./errors.ts";
import type { Model, WireType } from "./model.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Converts a request model to its wire form: wire names, absent properties left out, everything
 * else as given; judging values is the server's part.
 *
 * @throws TypeError for a property that the model does not have, which would else be lost silently.
 */
export function encodeModel(model: Model<unknown>, value: unknown): JsonObject {
  if (!isObject(value)) {
    throw new TypeError(`${model.name} must be an object, not ${describe(value)}`);
  }
  const wire: Record<string, unknown> = {};
  for (const [property, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const field = Object.hasOwn(model.fields, property) ? model.fields[property] : undefined;
    if (field === undefined) {
      const known = Object.keys(model.fields).join(", ");
      throw new TypeError(`${model.name} has no property "${property}"; it has: ${known}`);
    }
    const [wireName, type] = field;
    wire[wireName] = encode(type, member);
  }
  return wire;
}

function encode(type: WireType, value: unknown): unknown {
  if (typeof type === "string" || value === null) return value;
  switch (type.kind) {
    case "nullable":
      return encode(type.type, value);
    case "array":
      return Array.isArray(value) ? value.map((item) => encode(type.items, item)) : value;
    case "map":
      return isObject(value) ? mapValues(value, (member) => encode(type.values, member)) : value;
    case "model":
      return encodeModel(type, value);
    case "union": {
      const variant = type.variants.find((candidate) => isWrittenAs(candidate, value));
      return variant === undefined ? value : encode(variant, value);
    }
  }
}

/** Tells the variants of a union apart by what the caller wrote. */
function isWrittenAs(type: WireType, value: unknown): boolean {
  if (type === "any") return true;
  if (type === "integer" || type === "number")
    return typeof value === "number" || typeof value === "bigint";
  if (typeof type === "string") return typeof value === type;
  switch (type.kind) {
    case "nullable":
      return value === null || isWrittenAs(type.type, value);
    case "array":
      return Array.isArray(value);
    case "map":
      return isObject(value);
    case "union":
      return type.variants.some((variant) => isWrittenAs(variant, value));
    case "model": {
      const required = Object.entries(type.fields).filter(([, field]) => field[2] === "required");
      return isObject(value) && required.every(([property]) => Object.hasOwn(value, property));
    }
  }
}

/**
 * Checks an answer against its model and converts it to TypeScript names. Unknown fields are left
 * out; cells, maps' keys and other free-form values stay as they are; times stay strings.
 *
 * @throws {@link ResponseValidationError} naming the first place that differs.
 */
export function decodeModel<T>(model: Model<T>, wire: unknown, source: AnswerSource): T {
  const value = new Decoder(source).model(model, wire, model.name);
  // The model was generated together with T, and every field has just been checked against it.
  return value as T;
}

/** The same for an answer that is of one of several models: the first that it fits. */
export function decodeOneOf<T>(
  models: readonly Model<T>[],
  wire: unknown,
  source: AnswerSource,
): T {
  const value = new Decoder(source).oneOf(models, wire);
  // Checked against one of the models generated together with T.
  return value as T;
}

class Decoder {
  readonly #source: AnswerSource;

  constructor(source: AnswerSource) {
    this.#source = source;
  }

  model(model: Model<unknown>, wire: unknown, path: string): JsonObject {
    if (!isObject(wire)) this.#fail(path, "an object", wire);
    const value: Record<string, unknown> = {};
    for (const [property, [wireName, type, presence]] of Object.entries(model.fields)) {
      const member = Object.hasOwn(wire, wireName) ? wire[wireName] : undefined;
      if (member !== undefined) {
        value[property] = this.#decode(type, member, `${path}.${wireName}`);
      } else if (presence === "required") {
        this.#fail(`${path}.${wireName}`, expectation(type), member);
      }
    }
    return value;
  }

  oneOf(models: readonly Model<unknown>[], wire: unknown): unknown {
    return this.#decodeUnion(models, wire, "body");
  }

  #decode(type: WireType, wire: unknown, path: string): unknown {
    if (typeof type === "string") {
      return isPrimitive(type, wire) ? wire : this.#fail(path, expectation(type), wire);
    }
    switch (type.kind) {
      case "nullable":
        return wire === null ? null : this.#decode(type.type, wire, path);
      case "model":
        return this.model(type, wire, path);
      case "array":
        if (!Array.isArray(wire)) this.#fail(path, expectation(type), wire);
        // Rows of results are the bulk of all answers: their cells need no visit.
        if (type.items === "any") return wire;
        return wire.map((item, index) => this.#decode(type.items, item, `${path}[${index}]`));
      case "map":
        if (!isObject(wire)) this.#fail(path, expectation(type), wire);
        return mapValues(wire, (member, key) =>
          this.#decode(type.values, member, `${path}["${key}"]`),
        );
      case "union":
        return this.#decodeUnion(type.variants, wire, path);
    }
  }

  #decodeUnion(variants: readonly WireType[], wire: unknown, path: string): unknown {
    for (const variant of variants) {
      try {
        return this.#decode(variant, wire, path);
      } catch (error) {
        if (!(error instanceof ResponseValidationError)) throw error;
      }
    }
    return this.#fail(path, variants.map(expectation).join(" or "), wire);
  }

  #fail(path: string, expected: string, found: unknown): never {
    throw new ResponseValidationError(this.#source, {
      path,
      expectation: expected,
      found: describe(found),
    });
  }
}

function isPrimitive(
  type: "string" | "integer" | "number" | "boolean" | "any",
  value: unknown,
): boolean {
  if (type === "any") return true;
  return type === "integer" ? Number.isSafeInteger(value) : typeof value === type;
}

function expectation(type: WireType): string {
  if (typeof type === "string") return PRIMITIVE_EXPECTATIONS[type];
  switch (type.kind) {
    case "nullable":
      return `${expectation(type.type)} or null`;
    case "array":
      return "an array";
    case "map":
      return "an object";
    case "model":
      return `a ${type.name}`;
    case "union":
      return type.variants.map(expectation).join(" or ");
  }
}

const PRIMITIVE_EXPECTATIONS = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  any: "present",
} as const;

function describe(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return String(value);
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(
  object: JsonObject,
  convert: (value: unknown, key: string) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, convert(value, key)]),
  );
}
