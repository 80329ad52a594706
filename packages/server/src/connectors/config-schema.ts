/** JSON Schema of an object; forms ask for the properties in this order. */
export interface ObjectSchema {
  readonly type: "object";
  readonly title?: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
}

/** One of several objects; each has a title to choose it by. */
export interface Choice {
  readonly title?: string;
  readonly description?: string;
  readonly oneOf: readonly (ObjectSchema & { readonly title: string })[];
}

export type PropertySchema = TextSchema | IntegerSchema | ConstantSchema | Choice;

interface TextSchema {
  readonly type: "string";
  readonly title: string;
  readonly description?: string;
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  /** Must not be shown while it is typed. */
  readonly format?: "password";
}

interface IntegerSchema {
  readonly type: "integer";
  readonly title: string;
  readonly description?: string;
  readonly default?: number;
  readonly examples?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Tells the variants of a choice apart; nothing to ask for. */
interface ConstantSchema {
  readonly const: string;
}
