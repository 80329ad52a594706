import type { Choice, ObjectSchema } from "../connectors/config-schema.ts";

/** A kind of source that connections can have, described for forms. */
export interface ConnectionType {
  /** What `source_type` of a connection is set to. */
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /** How to get such a connection, or what to know before. */
  readonly note: string;
  /** What goes into `config`, without secrets; undefined when there is nothing to set. */
  readonly config: ObjectSchema | undefined;
  /** Secrets that go into `config` as well; several variants are ways to log in. */
  readonly auth: ObjectSchema | Choice | undefined;
}
