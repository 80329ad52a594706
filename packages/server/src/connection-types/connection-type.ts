import type { Choice, ObjectSchema } from "../connectors/config-schema.ts";

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

/** Said of every kind of outside source until the server can connect to it. */
export const NOT_YET = "This version of the server cannot connect to it yet.";
