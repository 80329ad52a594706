declare const described: unique symbol;

/**
 * How a model's properties look on the wire. Generated together with the TypeScript interface `T`,
 * so that the one codec can check and convert every model at run time.
 */
export interface Model<T> {
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
  /** A function, so that models can name each other in any order. */
  | { readonly kind: "model"; readonly model: () => Model<unknown> };

export function nullable(type: WireType): WireType {
  return { kind: "nullable", type };
}

export function arrayOf(items: WireType): WireType {
  return { kind: "array", items };
}

export function mapOf(values: WireType): WireType {
  return { kind: "map", values };
}

export function unionOf(variants: readonly WireType[]): WireType {
  return { kind: "union", variants };
}

export function modelOf(model: () => Model<unknown>): WireType {
  return { kind: "model", model };
}
