/**
 * A schema of any library that follows Standard Schema version 1 (https://standardschema.dev):
 * Zod from 3.24, Valibot, ArkType and others. Only what is needed of it.
 */
export interface StandardSchema<Output = unknown> {
  /** What the standard asks of a schema. */
  readonly "~standard": {
    /** Version of the standard. */
    readonly version: 1;
    /** The library. */
    readonly vendor: string;
    /** Checks a value, and converts it where the schema says so. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** For TypeScript alone: what goes in, and what comes out. */
    readonly types?:
      | {
          /** What is checked. */
          readonly input: unknown;
          /** What a checked value is. */
          readonly output: Output;
        }
      | undefined;
  };
}

/** What a schema makes of a value. */
export type SchemaResult<Output> = SchemaSuccess<Output> | SchemaFailure;

/** The value fits. */
export interface SchemaSuccess<Output> {
  /** The value, as the schema converts it. */
  readonly value: Output;
  /** None. */
  readonly issues?: undefined;
}

/** The value does not fit. */
export interface SchemaFailure {
  /** Why not; at least one. */
  readonly issues: readonly SchemaIssue[];
}

/** One thing about a value that does not fit a schema. */
export interface SchemaIssue {
  /** For people. */
  readonly message: string;
  /** Where it is in the value; absent for the value itself. */
  readonly path?: readonly (PropertyKey | SchemaPathSegment)[] | undefined;
}

/** One step of a path to a place in a value. */
export interface SchemaPathSegment {
  /** Name or index. */
  readonly key: PropertyKey;
}
