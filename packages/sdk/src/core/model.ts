declare const described: unique symbol;

/**
 * How a model's properties look on the wire. Generated together with the TypeScript interface `T`,
 * so that the one codec can check and convert every model at run time.
 */
export interface Model<T> {
  readonly kind: "model";
  readonly name: string;
  /** By TypeScript name. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Only there to tie `T` to the model; never set. */
  readonly [described]?: T;
}

export type Field = readonly [wireName: string, type: WireType, presence: "required" | "optional"];

export type WireType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  /** Any JSON value, handed through untouched. */
  | "any"
  | { readonly kind: "nullable"; readonly type: WireType }
  | { readonly kind: "array"; readonly items: WireType }
  /** An object whose keys are data. */
  | { readonly kind: "map"; readonly values: WireType }
  | { readonly kind: "union"; readonly variants: readonly WireType[] }
  | Model<unknown>;

/** A property that may be absent. */
export interface Optional {
  readonly kind: "optional";
  readonly type: WireType;
}

export const string: WireType = "string";
export const integer: WireType = "integer";
export const number: WireType = "number";
export const boolean: WireType = "boolean";
export const any: WireType = "any";

export function nullable(type: WireType): WireType {
  return { kind: "nullable", type };
}

export function arrayOf(items: WireType): WireType {
  return { kind: "array", items };
}

export function mapOf(values: WireType): WireType {
  return { kind: "map", values };
}

export function unionOf(...variants: readonly WireType[]): WireType {
  return { kind: "union", variants };
}

export function optional(type: WireType): Optional {
  return { kind: "optional", type };
}

/**
 * A model with the given properties, whose wire names are theirs in snake case. They are given by a
 * function, so that models can name each other in any order, and cost nothing until they are used.
 */
export function model<T>(
  name: string,
  describe: () => Readonly<Record<string, WireType | Optional>>,
): Model<T> {
  let fields: Readonly<Record<string, Field>> | undefined;
  return {
    kind: "model",
    name,
    get fields() {
      fields ??= Object.fromEntries(
        Object.entries(describe()).map(([property, type]) => [property, field(property, type)]),
      );
      return fields;
    },
  };
}

function field(property: string, type: WireType | Optional): Field {
  const wireName = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return typeof type === "object" && type.kind === "optional"
    ? [wireName, type.type, "optional"]
    : [wireName, type, "required"];
}
