import type { Choice, ObjectSchema } from "./config-schema.ts";

/** A kind of source that connections can have: what forms and requests need to know of it. */
export interface ConnectorType {
  /** What `source_type` of a connection is set to. */
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /** What to know before connecting, in a sentence. */
  readonly note: string;
  /** What goes into `config`, without secrets. */
  readonly config: ObjectSchema;
  /** Secrets that go into `config` as well; undefined where there are none. */
  readonly auth: ObjectSchema | Choice | undefined;
  /** Fields of `config` that are secrets: the first that is given is taken out and kept as one. */
  readonly secretFields: readonly string[];
  /** Whether rows can be asked for as they are now, instead of copied. */
  readonly canReadLive: boolean;
  /** Where bare table names are looked up, given the checked configuration: `public`, `main` ... */
  defaultSchema(config: Readonly<Record<string, unknown>>): string;
  /**
   * The configuration, checked; secrets are absent where they are kept elsewhere.
   * @throws {ApiError} BAD_REQUEST that names the field, as `config.host`.
   */
  parse(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}
