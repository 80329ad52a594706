/** A kind of source that connections can have, described for forms and for checking requests. */
export interface ConnectionType {
  /** What `source_type` of a connection is set to. */
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /** Whether this version of the server can have connections of it. */
  readonly isAvailable: boolean;
  /** How to get such a connection, or why there can be none. */
  readonly note: string;
  /** What goes into `config`, without secrets; undefined when there is nothing to set. */
  readonly config: ObjectSchema | undefined;
  /** Secrets that go into `config` as well; several variants are ways to log in. */
  readonly auth: ObjectSchema | Choice | undefined;
}

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

/** Said of every kind of outside source until the server can connect to it. */
export const NOT_YET = "This version of the server cannot connect to it yet.";
