import { ResponseValidationError } from "./errors.ts";
import type { AnswerSource } from "./errors.ts";
import type { ParsedJson } from "./lossless-json.ts";
import type { Model, WireType } from "./model.ts";
import type { ParsedAnswer } from "./parse-answer.ts";

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
 * out; cells, maps' keys and other free-form values stay as they are, but for the form of their
 * numbers; times stay strings.
 *
 * @throws {@link ResponseValidationError} naming the first place that differs.
 */
export function decodeModel<T>(model: Model<T>, answer: ParsedAnswer): T {
  const value = new Decoder(answer, model.name).model(model, answer.json.value);
  // The model was generated together with T, and every field has just been checked against it.
  return value as T;
}

/** The same for an answer that is of one of several models: the first that it fits. */
export function decodeOneOf<T>(models: readonly Model<T>[], answer: ParsedAnswer): T {
  const union: WireType = { kind: "union", variants: models };
  const value = new Decoder(answer, "body").decode(union, answer.json.value);
  // Checked against one of the models generated together with T.
  return value as T;
}

class Decoder {
  readonly #json: ParsedJson;
  readonly #source: AnswerSource;
  #validate: boolean;
  /** Where the value that is being looked at stands; text is made of it only when it differs. */
  readonly #path: (string | number)[];

  constructor({ json, source, validate }: ParsedAnswer, root: string) {
    this.#json = json;
    this.#source = source;
    this.#validate = validate;
    this.#path = [root];
  }

  model(model: Model<unknown>, wire: unknown): unknown {
    if (!isObject(wire)) return this.#mismatch("an object", wire);
    const value: Record<string, unknown> = {};
    for (const property in model.fields) {
      const field = model.fields[property];
      if (field === undefined) continue;
      const [wireName, type, presence] = field;
      const member = Object.hasOwn(wire, wireName) ? wire[wireName] : undefined;
      if (member === undefined && presence === "optional") continue;
      this.#path.push(".", wireName);
      const decoded =
        member === undefined
          ? this.#mismatch(expectation(type), member)
          : this.decode(type, member);
      this.#path.length -= 2;
      if (decoded !== undefined) value[property] = decoded;
    }
    return value;
  }

  decode(type: WireType, wire: unknown): unknown {
    if (type === "any") return this.#json.convert(wire);
    if (typeof type === "string") {
      const value = this.#json.plain(wire);
      return isPrimitive(type, value) ? value : this.#mismatch(expectation(type), value);
    }
    switch (type.kind) {
      case "nullable":
        return wire === null ? null : this.decode(type.type, wire);
      case "model":
        return this.model(type, wire);
      case "array":
        return Array.isArray(wire)
          ? this.#array(type.items, wire)
          : this.#mismatch(expectation(type), wire);
      case "map":
        return isObject(wire)
          ? mapValues(wire, (member, key) => this.#member(`["${key}"]`, type.values, member))
          : this.#mismatch(expectation(type), wire);
      case "union":
        return this.#union(type.variants, wire);
    }
  }

  #array(items: WireType, wire: readonly unknown[]): unknown {
    // Rows of results are the bulk of all answers: their cells need no visit.
    if (items === "any") return this.#json.convert(wire);
    return wire.map((item, index) => this.#member(index, items, item));
  }

  #member(place: string | number, type: WireType, wire: unknown): unknown {
    this.#path.push(place);
    const value = this.decode(type, wire);
    this.#path.pop();
    return value;
  }

  #union(variants: readonly WireType[], wire: unknown): unknown {
    const { length } = this.#path;
    const validate = this.#validate;
    this.#validate = true;
    try {
      for (const variant of variants) {
        try {
          return this.decode(variant, wire);
        } catch (error) {
          if (!(error instanceof ResponseValidationError)) throw error;
          this.#path.length = length;
        }
      }
    } finally {
      this.#validate = validate;
    }
    const nearest = validate ? undefined : nearestVariant(variants, wire);
    return nearest === undefined
      ? this.#mismatch(variants.map(expectation).join(" or "), wire)
      : this.decode(nearest, wire);
  }

  /** What is not validated is handed on as it came. */
  #mismatch(expected: string, found: unknown): unknown {
    const value = this.#json.plain(found);
    if (!this.#validate) return typeof value === "object" ? this.#json.convert(value) : value;
    throw new ResponseValidationError(this.#source, {
      path: this.#path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(""),
      expectation: expected,
      found: describe(value),
    });
  }
}

/** The model with most of an object's fields, for answers that are not validated. */
function nearestVariant(variants: readonly WireType[], wire: unknown): WireType | undefined {
  if (!isObject(wire)) return undefined;
  const fieldCount = (type: WireType): number =>
    typeof type === "object" && type.kind === "model"
      ? Object.values(type.fields).filter(([name]) => Object.hasOwn(wire, name)).length
      : 0;
  const nearest = variants.toSorted((a, b) => fieldCount(b) - fieldCount(a))[0];
  return nearest !== undefined && fieldCount(nearest) > 0 ? nearest : undefined;
}

function isPrimitive(type: "string" | "integer" | "number" | "boolean", value: unknown): boolean {
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
